import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type LoadedContract, loadContract } from '../pipeline/contract/load.ts';
import { didYouMean } from '../pipeline/contract/nearest.ts';
import { digestOf } from '../pipeline/digest/digest.ts';
import { RatchetError } from '../pipeline/errors.ts';
import { checkContract } from '../pipeline/features/check-contract.ts';
import type { FeatureState } from '../pipeline/features/feature-state.ts';

/** A model's folder, with its contract read and checked. */
export interface ModelFolder extends LoadedContract {
  readonly name: string;
  readonly dir: string;
  /** Digest of the contract and its tables. */
  readonly contractDigest: string;
  readonly tables: FeatureState['tables'];
}

/** Names of the models under a repository's models/. */
export function listModels(root: string): string[] {
  const dir = join(root, 'models');
  if (!existsSync(dir)) return [];
  return readdirSync(dir).filter((name) => existsSync(join(dir, name, 'model.yaml')));
}

/**
 * Opens models/<name>.
 *
 * @throws RatchetError `not-found` for an unknown model, `contract` for a faulty model.yaml
 */
export function openModelFolder(root: string, name: string): ModelFolder {
  const dir = join(root, 'models', name);
  const known = listModels(root);
  if (!known.includes(name)) {
    throw new RatchetError('not-found', `there is no model "${name}" under models/`, {
      hint: didYouMean(name, known),
    });
  }
  const file = `models/${name}/model.yaml`;
  const loaded = loadContract(readFileSync(join(dir, 'model.yaml'), 'utf8'), file);
  const { contract } = loaded;
  if (contract.name !== name) {
    throw new RatchetError(
      'contract',
      `name: expected "${name}", the name of its folder, found "${contract.name}"`,
      {
        file,
        line: loaded.lineOf(['name']),
        hint: 'rename the folder or the model',
      },
    );
  }
  const tables = Object.fromEntries(
    Object.entries(contract.tables).map(([table, path]) => [
      table,
      readTable(join(dir, path), `models/${name}/${path}`),
    ]),
  );
  checkContract(loaded, tables, file);
  return { ...loaded, name, dir, tables, contractDigest: digestOf({ contract, tables }) };
}

/** A lookup table, column by column: key → value. The first column of the CSV holds the keys. */
function readTable(path: string, name: string): Record<string, Record<string, string>> {
  if (!existsSync(path)) {
    throw new RatchetError('contract', `the lookup table ${name} does not exist`, {
      hint: 'correct its path under tables: in model.yaml',
    });
  }
  const rows = parse(readFileSync(path), { skip_empty_lines: true, trim: true }) as string[][];
  const [header = [], ...body] = rows;
  return Object.fromEntries(
    header
      .slice(1)
      .map((column, c) => [column, Object.fromEntries(body.map((row) => [row[0]!, row[c + 1]!]))]),
  );
}
