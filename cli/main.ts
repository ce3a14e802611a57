// `npx tsx cli/main.ts` and `npm run ratchet` are the same.
import './start.mjs';
