import { didYouMean } from '../contract/nearest.ts';
import { RatchetError } from '../errors.ts';
import { type FieldValue, fieldNames, fieldOf, type RunFields, runFields } from './run-fields.ts';
import type { RunRecord } from './run-record.ts';

export interface RunQuery {
  /** Conditions that all have to hold: verdict=promote, rmse.holdout<5, train~2024-01. */
  readonly filters: readonly string[];
  /** A field, with :desc for the largest first; the newest first where left out. */
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
}

type Compare = (found: FieldValue, wanted: string) => boolean;

/** Longer signs first, or `<=` would be read as `<`. */
const OPERATORS: Readonly<Record<string, Compare>> = {
  '!=': (found, wanted) => !isEqual(found, wanted),
  '<=': (found, wanted) => order(found, wanted) <= 0,
  '>=': (found, wanted) => order(found, wanted) >= 0,
  '=': isEqual,
  '<': (found, wanted) => order(found, wanted) < 0,
  '>': (found, wanted) => order(found, wanted) > 0,
  '~': (found, wanted) => String(found).includes(wanted),
};
const CONDITION = /^([\w.-]+?)\s*(!=|<=|>=|=|<|>|~)\s*(.+)$/;

/**
 * Runs that fulfil a query. A run without a field fulfils no condition on it but `!=`, and comes last by it.
 *
 * @throws RatchetError `usage` for a condition that cannot be read, and for a field that no run has
 */
export function queryRuns(
  runs: readonly RunRecord[],
  { filters, sort = 'at:desc', limit }: RunQuery,
): RunRecord[] {
  const all = runs.map((run) => ({ run, fields: runFields(run) }));
  const names = fieldNames(all.map(({ fields }) => fields));
  const conditions = filters.map((text) => parseCondition(text, names));
  const [by = '', direction = 'asc'] = sort.split(':');
  if (direction !== 'asc' && direction !== 'desc')
    throw wrong(`--sort ${sort}`, 'write a field, or a field and :desc');
  if (all.length > 0) checkName(by, names);
  const sign = direction === 'desc' ? -1 : 1;
  return all
    .filter(({ fields }) => conditions.every((holds) => holds(fields)))
    .sort((a, b) => compareFields(fieldOf(a.fields, by), fieldOf(b.fields, by), sign))
    .slice(0, limit)
    .map(({ run }) => run);
}

/** The one run that is meant by an id, the beginning of one, or a version. Throws a RatchetError `not-found`. */
export function findRun(runs: readonly RunRecord[], name: string): RunRecord {
  const found = runs.filter(({ id, version }) => id.startsWith(name) || version === name);
  // A version may have been trained more than once; the latest is what was released.
  const latest = found.at(-1);
  if (latest !== undefined && (found.length === 1 || latest.version === name)) return latest;
  throw new RatchetError(
    'not-found',
    found.length === 0 ? `no run ${name}` : `several runs begin with ${name}`,
    {
      hint:
        found.length === 0
          ? 'npm run ratchet -- runs lists them'
          : `write more of it: ${found.map(({ id }) => id).join(', ')}`,
    },
  );
}

function parseCondition(text: string, names: readonly string[]): (fields: RunFields) => boolean {
  const [, name, sign, wanted] = CONDITION.exec(text.trim()) ?? [];
  if (name === undefined || sign === undefined || wanted === undefined)
    throw wrong(
      `--filter ${text}`,
      'write a field, a sign and a value: verdict=promote, rmse.holdout<5, train~2024-01',
    );
  if (names.length > 0) checkName(name, names);
  const holds = OPERATORS[sign]!;
  return (fields) => {
    const found = fieldOf(fields, name);
    return found === undefined ? sign === '!=' : holds(found, wanted);
  };
}

function checkName(name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  throw wrong(
    `no run has a field "${name}"`,
    didYouMean(
      name,
      names.filter((one) => !/^(recipe|data)\./.test(one)),
    ),
  );
}

const wrong = (what: string, hint: string) => new RatchetError('usage', what, { hint });

function isEqual(found: FieldValue, wanted: string): boolean {
  return typeof found === 'number' ? found === Number(wanted) : found === wanted;
}

/** Numbers by size; texts, such as days, by their letters. */
function order(found: FieldValue, wanted: string): number {
  if (typeof found === 'string') return found < wanted ? -1 : found > wanted ? 1 : 0;
  const number = Number(wanted);
  if (Number.isNaN(number)) throw wrong(`"${wanted}" is no number`, 'the field is compared with a number');
  return found - number;
}

function compareFields(a: FieldValue | undefined, b: FieldValue | undefined, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
}
