import { lstat, readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path';
import { globPattern } from '../act/glob.ts';

export interface Found {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** Folder that the files' names are relative to in an artifact. */
  readonly root: string;
}

/**
 * Finds files as the actions do: patterns by line, `!` takes away. The root is the least common ancestor of what was
 * searched for, as upload-artifact's search.ts has it.
 */
export async function filesOf(workspace: string, patterns: readonly string[]): Promise<Found> {
  const wanted = patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => absolute(workspace, pattern));
  const unwanted = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => globPattern(absolute(workspace, pattern.slice(1))));
  const searched = withoutNested(wanted.map(literalPart));
  const files = new Set<string>();
  for (const pattern of wanted) {
    const matcher = globPattern(pattern);
    // A folder stands for everything in it.
    for (const file of await filesBelow(literalPart(pattern)))
      if (matcher.test(file) || file === pattern || file.startsWith(`${pattern}${sep}`)) files.add(file);
  }
  const kept = [...files].filter((file) => !unwanted.some((pattern) => pattern.test(file))).sort();
  const [first = workspace] = searched;
  const root =
    searched.length > 1
      ? commonAncestor(searched)
      : kept.length === 1 && kept[0] === first
        ? dirname(first)
        : first;
  return { files: kept, root };
}

const absolute = (workspace: string, path: string): string =>
  normalize(isAbsolute(path) ? path : join(workspace, path)).replace(/\/$/, '');

/** A pattern up to its first segment with a wildcard. */
function literalPart(pattern: string): string {
  const segments = pattern.split(sep);
  const wild = segments.findIndex((segment) => /[*?[]/.test(segment));
  return wild === -1 ? pattern : segments.slice(0, wild).join(sep) || sep;
}

const withoutNested = (paths: readonly string[]): string[] =>
  [...new Set(paths)].filter(
    (path) => !paths.some((other) => other !== path && path.startsWith(`${other}${sep}`)),
  );

function commonAncestor(paths: readonly string[]): string {
  let common = (paths[0] ?? sep).split(sep);
  for (const path of paths) {
    const segments = path.split(sep);
    const differs = common.findIndex((segment, index) => segments[index] !== segment);
    if (differs !== -1) common = common.slice(0, differs);
  }
  return resolve(common.join(sep) || sep);
}

async function filesBelow(path: string): Promise<string[]> {
  try {
    if (!(await lstat(path)).isDirectory()) return [path];
  } catch {
    return [];
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
