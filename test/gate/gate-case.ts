import { type GatePolicy, gateSchema } from '../../pipeline/contract/schema.ts';
import type { DaySums, Evaluation, ScoredModel } from '../../pipeline/evaluate/evaluation.ts';
import type { Attempts, GateInput } from '../../pipeline/gate/gate-input.ts';
import { createRandom } from '../../pipeline/stats/random.ts';

export const DAYS = 28;
export const ROWS_A_DAY = 2000;
export const DIGESTS = { candidate: digest('c'), champion: digest('a'), anchor: digest('b') };

/** The candidate's squared error on one day as a multiple of the champion's. */
export type Ratio = (day: number, slice: string) => number;

export const POLICY: GatePolicy = gateSchema.parse({
  margin: 0.02,
  ceiling: 8,
  max_filtered: 0.08,
  slices: { hour: { by: ['hour'], tolerance: 0.05 } },
});

export function digest(character: string): string {
  return `sha256:${character.repeat(64)}`;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Same noise for the same seed: mean 0, standard deviation 1 (a sum of twelve uniforms, less six). */
export function normals(count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => sum(Array.from({ length: 12 }, random)) - 6);
}

/** A month of two slices, hours 8 and 17, in which the champion has an RMSE near 5.4 and the mean rule 11. */
export function evaluationOf(ratio: Ratio): Evaluation {
  const hardness = normals(DAYS, 7).map((noise) => 1 + 0.1 * noise);
  const champion = (day: number) => 5.4 * 5.4 * hardness[day]! * (ROWS_A_DAY / 2);
  const sliceOf = (key: string): DaySums => {
    const each = (of: (day: number) => number) => Array.from({ length: DAYS }, (_, day) => of(day));
    return {
      rows: each(() => ROWS_A_DAY / 2),
      sse: {
        candidate: each((day) => champion(day) * ratio(day, key)),
        champion: each(champion),
        mean: each((day) => champion(day) * 4.2),
        'course-baseline': each((day) => champion(day) * 3.7),
      },
    };
  };
  return evaluationOfSlices({ 8: sliceOf('8'), 17: sliceOf('17') });
}

/** An evaluation whose totals are the sums of one set of slices. */
export function evaluationOfSlices(keys: Record<string, DaySums>): Evaluation {
  const parts = Object.values(keys);
  const byDay = (of: (part: DaySums) => readonly number[]) =>
    of(parts[0]!).map((_, day) => sum(parts.map((part) => of(part)[day]!)));
  const rows = byDay((part) => part.rows);
  const names = Object.keys(parts[0]!.sse);
  const sse = Object.fromEntries(names.map((name) => [name, byDay((part) => part.sse[name]!)]));
  return {
    schemaVersion: 1,
    stage: 'evaluate',
    inputs: {},
    periods: ['2021-02'],
    target: { name: 'duration', unit: 'min' },
    rows: sum(rows),
    filtered: 1000,
    days: rows.map((_, day) => `2021-02-${String(day + 1).padStart(2, '0')}`),
    models: Object.fromEntries(names.map((name) => [name, scored(name, rows, sse[name]!)])),
    total: { rows, sse },
    slices: { hour: keys },
    importance: [{ term: 'miles', group: 'dense', spread: 3.2 }],
    residuals: [[-1, 10]],
  };
}

function scored(name: string, rows: readonly number[], sse: readonly number[]): ScoredModel {
  const rmse = Math.sqrt(sum(sse) / sum(rows));
  return {
    ...(name in DIGESTS && { digest: DIGESTS[name as keyof typeof DIGESTS] }),
    ...(name === 'champion' && { version: 'v1' }),
    periods: ['2021-01'],
    metrics: {
      rows: sum(rows),
      rmse,
      mae: rmse * 0.7,
      medianAbsoluteError: rmse * 0.5,
      r2: 0.7,
      bias: 0,
      errorQuantiles: { '0.5': 0 },
    },
    calibration: [{ rows: sum(rows), predicted: 15, actual: 15 }],
  };
}

/** So many candidates before, none of which became a version. */
export const tries = (others: number): Attempts => ({ versions: 0, others });

/** A candidate in perfect order; `ratio` alone says how good it is. Better by about 4 % unless given. */
export function gateInput(ratio: Ratio = better, changes: Partial<GateInput> = {}): GateInput {
  const training = [{ period: '2021-01', sha256: '1'.repeat(64) }];
  const holdout = [{ period: '2021-02', sha256: '2'.repeat(64) }];
  return {
    policy: POLICY,
    evaluation: evaluationOf(ratio),
    validation: [
      { period: '2021-01', role: 'training', ok: true, errors: [] },
      { period: '2021-02', role: 'holdout', ok: true, errors: [] },
    ],
    holdout,
    candidate: {
      digest: DIGESTS.candidate,
      modelBytes: 300_000,
      latencyMs: 0.05,
      trainedOn: training,
      filteredShare: 0.034,
    },
    champion: {
      version: 'v1',
      digest: DIGESTS.champion,
      anchorDigest: DIGESTS.champion,
      trainedOn: training,
      filteredShare: 0.034,
      recorded: { periods: ['2021-02'], rows: 56_000, rmse: 5.4 },
      rescored: { rows: 56_000, rmse: 5.4 },
    },
    baselines: ['mean', 'course-baseline'],
    attempts: tries(0),
    rolledBackDigests: [],
    changes: [],
    ...changes,
  };
}

const wobble = normals(DAYS, 11);

export function better(day: number): number {
  return 0.92 + 0.02 * wobble[day]!;
}

export function worse(day: number): number {
  return 1.08 + 0.02 * wobble[day]!;
}

/** The very same but for a hair: well inside a margin of 0.02 min. */
export function tied(day: number): number {
  return 1 + 0.001 * wobble[day]!;
}

/** Good days and bad days. */
export function wavering(day: number): number {
  return 0.99 + 0.2 * wobble[day]!;
}
