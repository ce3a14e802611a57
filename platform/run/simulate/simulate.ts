import type { Contract } from '../../../pipeline/contract/schema.ts';
import { RatchetError } from '../../../pipeline/errors.ts';
import type { Injection } from '../../../pipeline/monitor/faults/parse-injection.ts';
import type { Simulation } from '../../../pipeline/simulate/simulation.ts';
import { knownPeriods } from '../ingest-period.ts';
import type { Workspace } from '../workspace.ts';
import { type Fits, replay } from './replay.ts';
import { makeStage } from './stage.ts';

export interface NamedPolicy {
  readonly name: string;
  readonly policy: Contract['retrain'];
}

export interface SimulateRequest {
  /** First and last month, of those that there are; all where left out. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly injections: readonly Injection[];
  /** The first is the one in question. */
  readonly policies: readonly [NamedPolicy, ...NamedPolicy[]];
}

/**
 * Replays the loop over the months that there are, once for each policy.
 *
 * @throws RatchetError `not-found` for fewer than two months; `usage` for a fault in a month that is not among them
 */
export async function simulate(
  workspace: Workspace,
  { from, to, injections, policies }: SimulateRequest,
): Promise<Simulation> {
  const { contract } = workspace.folder;
  const months = knownPeriods(workspace).filter(
    (period) => period >= (from ?? period) && period <= (to ?? period),
  );
  if (months.length < 2) {
    throw new RatchetError(
      'not-found',
      `expected at least two months, found ${months.join(', ') || 'none'}`,
      {
        hint: 'name a folder that has them with --data, or another range with --from and --to',
      },
    );
  }
  const elsewhere = injections.find(({ period }) => !months.includes(period));
  if (elsewhere) {
    throw new RatchetError('usage', `${elsewhere.text}: ${elsewhere.period} is not among the months`, {
      hint: `months: ${months.join(', ')}`,
    });
  }
  const stage = await makeStage(workspace, months, injections);
  const injected = new Map(
    months.map((month) => [
      month,
      injections.filter(({ period }) => period === month).map(({ text }) => text),
    ]),
  );
  const fits: Fits = new Map();
  const replays = [];
  for (const { name, policy } of policies)
    replays.push(await replay(stage, { name, policy, months, injected }, fits));
  const [first, ...others] = replays;
  return {
    schemaVersion: 1,
    stage: 'simulate',
    model: contract.name,
    title: contract.title,
    unit: contract.target.unit,
    from: months[0]!,
    to: months.at(-1)!,
    ...first!,
    policies: others,
  };
}
