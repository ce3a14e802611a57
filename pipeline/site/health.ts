import type { Contract } from '../contract/schema.ts';
import type { Cause } from '../monitor/monitor-report.ts';
import type { RegistryEvent } from '../publish/registry-event.ts';
import { championOf } from '../publish/registry-state.ts';
import { decimal, list, plural } from '../report/format.ts';
import type { Tone } from '../report/verdict-words.ts';
import type { Incident } from './incidents.ts';
import type { SiteVersion } from './site-version.ts';
import type { ShownMonth } from './watched-months.ts';

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
  /** As production has them: the one that is live is the champion. */
  readonly versions: readonly SiteVersion[];
  /** Oldest first. */
  readonly months: readonly ShownMonth[];
  /** Undefined where it is not known whether there are any. */
  readonly incidents: readonly Incident[] | undefined;
}

const WORDS = {
  good: 'Healthy',
  wait: 'Worth a look',
  bad: 'Not healthy',
  unknown: 'Nothing is live',
} as const;
const BY_WEIGHT = ['bad', 'wait', 'good'] as const;

/** Judges what is live by what the registry, its metrics, the months since and open incidents say. */
export function healthOf(input: HealthInput): Health {
  const { events, versions, months, incidents } = input;
  const live = versions.find(({ status }) => status === 'champion');
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
    ...deploymentChecks(live, championOf(events)?.version),
    gateCheck(promotion),
    errorCheck(live, input.contract),
    monthCheck(months.findLast(({ version }) => version === live.version)),
    ...(incidents ? [incidentCheck(incidents)] : []),
  ];
  const tone = BY_WEIGHT.find((weight) => checks.some((check) => check.tone === weight))!;
  return { live, since: promotion.at, tone, word: WORDS[tone], checks };
}

function deploymentChecks({ version }: SiteVersion, champion: string | undefined): HealthCheck[] {
  if (champion === version) return [];
  const sentence =
    champion === undefined
      ? `The registry has taken ${version} back, but it is still in production.`
      : `The registry's champion is ${champion}, but it has not been deployed: ${version} is still in production.`;
  return [{ what: 'Deployment', tone: 'bad', sentence }];
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

/** What says that predictions or their data are wrong; data that only moved is worth a look, and cannot block its cure. */
const GRAVE: readonly Cause[] = ['data', 'schema', 'decay'];

function monthCheck(month: ShownMonth | undefined): HealthCheck {
  if (!month)
    return { what: 'Newest month', tone: 'unknown', sentence: 'No month was watched with it live yet.' };
  const [first = '', ...more] = month.verdict.reasons;
  const sentence = more.length === 0 ? first : `${first} And ${plural(more.length, 'further finding')}.`;
  return { what: `Data of ${month.period}`, tone: monthTone(month), sentence };
}

/** How grave it is what monitoring saw. */
export function monthTone({ verdict }: ShownMonth): 'good' | 'wait' | 'bad' {
  if (verdict.kind === 'healthy') return 'good';
  return verdict.causes.some((cause) => GRAVE.includes(cause)) ? 'bad' : 'wait';
}

function incidentCheck(incidents: readonly Incident[]): HealthCheck {
  const open = incidents.filter(({ closedAt }) => closedAt === undefined);
  if (open.length === 0) return { what: 'Incidents', tone: 'good', sentence: 'None is open.' };
  const titles = open.map(({ number, title }) => `#${number} ${title}`).join('; ');
  const tone = open.every(({ kind }) => kind === 'drift') ? 'wait' : 'bad';
  return { what: plural(open.length, 'open incident'), tone, sentence: `${titles}.` };
}
