import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import { Git } from '../github/git.ts';
import { template, treeWith } from './seed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of what is made once for all scenarios, whatever process they run in; gone when the last has ended. */
    readonly prepared: string;
  }
}

const objectsIn = (folder: string): string => join(folder, 'template.git', 'objects');

/** Stores the files of this repository, so that the repositories of scenarios need not. */
export async function storeTemplate(folder: string): Promise<void> {
  const git = await Git.init(join(folder, 'template.git'));
  const tree = await treeWith(git, undefined, template());
  const author = { name: 'harness', email: 'harness@example.invalid' };
  await git.run('update-ref', 'refs/heads/main', await git.writeCommit(tree, [], 'All files', author));
  await git.run('repack', '-a', '-d', '--quiet');
}

/** Folder of git's objects that hold every file of this repository. */
export const storedObjects = (): string => objectsIn(inject('prepared'));

/** What takes a while to make, made by whoever asks for it first. Has to be data. */
export async function prepared<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
  const file = join(inject('prepared'), name);
  try {
    return deserialize(readFileSync(file)) as Made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await make();
  const scratch = `${file}-${randomUUID()}`;
  writeFileSync(scratch, serialize(made));
  renameSync(scratch, file);
  return made;
}
