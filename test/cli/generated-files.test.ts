import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { generatedFiles } from '../../cli/generated-files.ts';
import { MODEL_SCHEMA_FILE } from '../../platform/model-schema.ts';
import { NYC_DIR } from '../ingest/nyc-contract.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('what is generated', () => {
  it.each(generatedFiles.map((file) => [file.path, file] as const))(
    '%s is fresh; if not: npm run generate',
    (path, { content }) => {
      expect(readFileSync(join(ROOT, path), 'utf8')).toBe(content());
    },
  );
});

describe('the JSON Schema of model.yaml', () => {
  // Read back by zod's own reader of JSON Schema, as an editor would.
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, MODEL_SCHEMA_FILE), 'utf8')));
  const contract = parse(readFileSync(join(NYC_DIR, 'model.yaml'), 'utf8'));

  it('takes the model that the repository ships with', () => {
    expect(schema.safeParse(contract).error).toBeUndefined();
  });

  it('does not ask for what has a default', () => {
    const { limits, comparisons, gate, ...rest } = contract;
    const { promote_on, ...policy } = gate;
    expect(schema.safeParse({ ...rest, gate: policy }).success).toBe(true);
  });

  it.each([
    ['a misspelt key', { ...contract, gate: { ...contract.gate, cieling: 8 } }],
    ['a key that is missing', { ...contract, target: undefined }],
    ['a value of another type', { ...contract, window: { max_periods: 'three' } }],
    ['a word that is none of those allowed', { ...contract, release: { policy: 'always' } }],
  ])('refuses %s', (_, wrong) => {
    expect(schema.safeParse(wrong).success).toBe(false);
  });
});
