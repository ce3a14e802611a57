import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_SCHEMA_FILE, modelSchemaText } from '../platform/model-schema.ts';
import { actionNames, actionReadme, actionsReadme } from './action-readmes.ts';
import { withGeneratedSections } from './readme-sections.ts';

const README = join(import.meta.dirname, '..', 'README.md');

/** A file that is made from a source of truth and committed. A test fails where it is stale. */
export interface GeneratedFile {
  /** Path from the repository. */
  readonly path: string;
  readonly content: () => string;
}

/** Every one of them, in the order they are written. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: MODEL_SCHEMA_FILE, content: modelSchemaText },
  { path: 'README.md', content: () => withGeneratedSections(readFileSync(README, 'utf8')) },
  { path: 'actions/README.md', content: actionsReadme },
  ...actionNames.map((name) => ({ path: `actions/${name}/README.md`, content: () => actionReadme(name) })),
];
