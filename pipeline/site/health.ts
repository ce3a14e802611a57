import type { Contract } from '../contract/schema.ts';
import type { Cause, MonitorReport } from '../monitor/monitor-report.ts';
import type { RegistryEvent } from '../publish/registry-event.ts';
import { championOf } from '../publish/registry-state.ts';
import { decimal, list } from '../report/format.ts';
import type { Tone } from '../report/verdict-words.ts';
import type { DriftHistory } from './drift-history.ts';
import type { SiteVersion } from './site-version.ts';

/** One thing that was looked at. */
export interface HealthCheck {
  readonly what: string;
  readonly tone: Extract<Tone, 'good' | 'wait' | 'bad' | 'unknown'>;
  readonly sentence: string;
}

/** What is live, and whether all is well with it. */
export interface Health {
  /** Undefined where nothing is live. */
  readonly live: SiteVersion | undefined;
  /** When it went live last. */
  readonly since: string | undefined;
  readonly tone: HealthCheck['tone'];
  readonly word: string;
  readonly checks: readonly HealthCheck[];
}

export interface HealthInput {
  readonly contract: Pick<Contract, 'gate' | 'target'>;
  readonly events: readonly RegistryEvent[];
  readonly versions: readonly SiteVersion[];
  readonly drift: DriftHistory;
  /** The newest month as monitoring saw it, where it did. */
  readonly monitor?: MonitorReport | undefined;
}

const WORDS = {
  good: 'Healthy',
  wait: 'Worth a look',
  bad: 'Not healthy',
  unknown: 'Nothing is live',
} as const;
const BY_WEIGHT = ['bad', 'wait', 'good'] as const;

/** Judges what is live by what the registry, its metrics and the profiles say. */
export function healthOf(input: HealthInput): Health {
  const { events, versions } = input;
  const champion = championOf(events);
  const live = versions.find(({ version }) => version === champion?.version);
  if (!live) {
    const sentence =
      versions.length === 0 ? 'No version was published yet.' : 'Every version was taken back.';
    const checks = [{ what: 'Production', tone: 'unknown', sentence }] as const;
    return { live: undefined, since: undefined, tone: 'unknown', word: WORDS.unknown, checks };
  }
  const promotion = events.findLast(
    ({ event, version }) => event === 'promoted' && version === live.version,
  )!;
  const checks = [
    gateCheck(promotion),
    errorCheck(live, input.contract),
    driftCheck(live, input.drift),
    ...(input.monitor ? [monitorCheck(input.monitor)] : []),
  ];
  const tone = BY_WEIGHT.find((weight) => checks.some((check) => check.tone === weight))!;
  return { live, since: promotion.at, tone, word: WORDS[tone], checks };
}

const BASES = {
  first: 'It passed every rule as the first model.',
  better: 'It was shown to be better than the champion before it.',
  'no-worse': 'It was shown to be no worse than the champion before it.',
} as const;

function gateCheck(promotion: RegistryEvent): HealthCheck {
  if (promotion.event === 'promoted' && promotion.basis !== 'rollback')
    return { what: 'Gate', tone: 'good', sentence: BASES[promotion.basis] };
  return {
    what: 'Gate',
    tone: 'wait',
    sentence: `It is back by a rollback: ${promotion.reason}.`.replace(/\.\.$/, '.'),
  };
}

function errorCheck({ holdout }: SiteVersion, { gate, target }: HealthInput['contract']): HealthCheck {
  const isBelow = holdout.rmse < gate.ceiling;
  const sentence = `RMSE ${decimal(holdout.rmse)} ${target.unit} on ${list(holdout.periods)}, ${isBelow ? 'below' : 'not below'} the ceiling of ${decimal(gate.ceiling)}.`;
  return { what: 'Error', tone: isBelow ? 'good' : 'bad', sentence };
}

function driftCheck({ version }: SiteVersion, { steps, threshold }: DriftHistory): HealthCheck {
  const step = steps.find((found) => found.version === version);
  if (!step)
    return { what: 'Drift', tone: 'good', sentence: 'No version before it whose data could be compared.' };
  const moved = Object.entries(step.psi)
    .filter(([, psi]) => psi > threshold)
    .map(([column]) => column);
  // Drift alone never stops a model: it was trained on the data that had moved.
  const sentence =
    moved.length === 0
      ? `Its data is like that of ${step.before} in every column.`
      : `Its data moved from that of ${step.before} in ${list(moved)}; it was trained on what moved.`;
  return { what: 'Drift', tone: 'good', sentence };
}

/** What says that predictions or their data are wrong; data that only moved is worth a look, and cannot block its cure. */
const GRAVE: readonly Cause[] = ['data', 'schema', 'decay'];

function monitorCheck({ verdict, current }: MonitorReport): HealthCheck {
  const alarm = verdict.causes.some((cause) => GRAVE.includes(cause)) ? 'bad' : 'wait';
  const tone = verdict.kind === 'healthy' ? 'good' : alarm;
  return { what: `Data of ${current.period}`, tone, sentence: verdict.reasons.join(' ') };
}
