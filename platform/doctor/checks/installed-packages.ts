import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { error, type RepositoryCheck } from '../check.ts';
import { readPackage } from '../package-file.ts';

const versionSchema = z.object({ version: z.string() });
const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

/** The libraries that the code needs are installed, in the versions that package-lock.json has: they decide numbers. */
export const installedPackages: RepositoryCheck = {
  title: 'Libraries are installed as locked',
  file: 'package-lock.json',
  check: ({ codeRoot }) => {
    const { packages } = lockSchema.parse(
      JSON.parse(readFileSync(join(codeRoot, 'package-lock.json'), 'utf8')),
    );
    return Object.keys(readPackage(codeRoot).dependencies).flatMap((name) => {
      const folder = `node_modules/${name}`;
      const locked = packages[folder]?.version;
      if (locked === undefined) {
        return [
          error(
            'package-lock.json',
            `an entry for ${name}`,
            'none',
            'Run npm install and commit package-lock.json.',
          ),
        ];
      }
      const installed = installedVersion(join(codeRoot, folder, 'package.json'));
      if (installed === locked) return [];
      return [error(folder, `${name} ${locked}`, installed ?? 'nothing', 'Run npm ci.')];
    });
  },
};

function installedVersion(path: string): string | undefined {
  return existsSync(path) ? versionSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version : undefined;
}
