import { join } from 'node:path';
import { writeFiles } from '../platform/write-files.ts';
import { generatedFiles } from './generated-files.ts';

const root = join(import.meta.dirname, '..');

writeFiles(generatedFiles.map(({ path, content }) => ({ path: join(root, path), content: content() })));
for (const { path } of generatedFiles) process.stdout.write(`${path}\n`);
