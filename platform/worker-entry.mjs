// Plain JavaScript: it teaches its thread TypeScript. Node 20 does not apply `--import tsx` to threads.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
