import { contractJsonSchema } from '../pipeline/contract/load.ts';

/** Where editors find the schema of every model.yaml. */
export const MODEL_SCHEMA_FILE = 'models/model.schema.json';

/** Text of models/model.schema.json, made from the schema that contracts are read with. */
export function modelSchemaText(): string {
  const schema = { title: 'model.yaml', ...contractJsonSchema() };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
