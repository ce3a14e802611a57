import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_SCHEMA_FILE, modelSchemaText } from '../../model-schema.ts';
import { type RepositoryCheck, warning } from '../check.ts';

/** Editors complete model.yaml by the schema that the code reads it with. A warning: no number depends on it. */
export const modelSchema: RepositoryCheck = {
  title: 'The JSON Schema of model.yaml is fresh',
  file: MODEL_SCHEMA_FILE,
  check: ({ root }) => {
    const path = join(root, MODEL_SCHEMA_FILE);
    const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    if (found === modelSchemaText()) return [];
    const what = found === undefined ? 'no such file' : 'another schema';
    return [
      warning(
        MODEL_SCHEMA_FILE,
        'the schema of the code here',
        what,
        'Run npm run generate, and commit the file.',
      ),
    ];
  },
};
