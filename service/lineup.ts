import { createHmac } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { RatchetError } from '../pipeline/errors.ts';
import { championOf } from '../pipeline/publish/registry-state.ts';
import { type Rollout, trialName, trialPair, type Variant, variantOf } from '../pipeline/serve/rollout.ts';
import { openModelFolder } from '../platform/model-folder.ts';
import { readRegistry, registryPath } from '../platform/run/published.ts';
import { readRollout, rolloutPath } from '../platform/run/read-rollout.ts';
import { RideQueue } from './ride-queue.ts';
import { loadVersion, type ServedVersion } from './served-version.ts';

/** A version in its part. */
export interface Player {
  readonly variant: Variant;
  readonly served: ServedVersion;
  readonly queue: RideQueue;
  /** Members that every answer of it ends with, as JSON from `,"unit"` to `,"variant":"…"`. */
  readonly answerTail: string;
}

/** A challenger beside the champion. */
export interface Trial {
  /** In the log. */
  readonly name: string;
  /** Seed of who answers which key. */
  readonly pair: string;
  readonly rollout: Rollout;
  readonly challenger: Player;
}

/** Who answers: replaced as a whole, never changed. */
export interface Lineup {
  readonly champion: Player;
  readonly trial: Trial | undefined;
  /** Why the trial that was asked for is not on. */
  readonly trialFault: unknown;
}

/** Where a model lies, and the key that hashes who asks. */
export interface LineupSource {
  readonly root: string;
  readonly model: string;
  readonly hashKey: string;
}

/**
 * Reads the registry and gives the line-up that it and the rollout ask for; versions that the present one has are not
 * loaded again. Throws a RatchetError where the champion is broken: the present line-up then stays.
 */
export function readLineup({ root, model }: LineupSource, present?: Lineup): Lineup {
  const folder = openModelFolder(root, model);
  const events = readRegistry(folder);
  const champion = championOf(events);
  if (!champion) {
    throw new RatchetError('not-found', `${model} has no champion to serve`, {
      hint: 'publish a version: npm start, then npm run ratchet -- publish',
    });
  }
  const players = present ? [present.champion, ...(present.trial ? [present.trial.challenger] : [])] : [];
  const play = (version: string, variant: Variant): Player => {
    const known = players.find(({ served }) => served.published.version === version);
    const isSame = events.some(
      (event) => event.version === version && event.digest === known?.served.published.digest,
    );
    return toPlayer(known && isSame ? known.served : loadVersion(folder, events, version), variant);
  };
  const first = play(champion.version, 'champion');
  const withTrial = (trial?: Trial, trialFault?: unknown): Lineup => ({ champion: first, trial, trialFault });
  try {
    const rollout = readRollout(folder);
    if (!rollout || rollout.challenger === champion.version) return withTrial();
    const challenger = play(rollout.challenger, 'challenger');
    checkSameInputs(first, challenger);
    const pair = trialPair(champion.version, rollout.challenger);
    return withTrial({ name: trialName(champion.version, rollout), pair, rollout, challenger });
  } catch (error) {
    // A challenger that is broken must not keep the champion from service.
    return withTrial(undefined, error);
  }
}

/** Size and time of what a line-up is read from: it is read again when they change. */
export function lineupStamp({ root, model }: LineupSource): string {
  const dir = join(root, 'models', model);
  const paths = [registryPath({ dir } as never), rolloutPath({ dir }), join(dir, 'model.yaml')];
  return paths
    .map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }))
    .map((found) => (found ? `${found.ino}:${found.size}:${found.mtimeNs}` : '-'))
    .join(' ');
}

/** Hash of who asks, for a trial: decides who answers, and stands for the key in the log. */
export function hashedKey(hashKey: string, trial: string, key: string): string {
  return createHmac('sha256', hashKey).update(trial).update('\0').update(key).digest('hex').slice(0, 16);
}

/** Who answers a hashed key. */
export function answering({ champion, trial }: Lineup, hash: string): Player {
  if (trial?.rollout.mode !== 'ab') return champion;
  return variantOf(hash, trial.rollout.share) === 'challenger' ? trial.challenger : champion;
}

function toPlayer(served: ServedVersion, variant: Variant): Player {
  const { published } = served;
  const { name, target } = published.model;
  const tail = JSON.stringify({
    unit: target.unit,
    model: name,
    version: published.version,
    digest: published.digest,
    variant,
  });
  return { variant, served, queue: new RideQueue(served.newBatcher()), answerTail: `,${tail.slice(1, -1)}` };
}

/** One API serves both. */
function checkSameInputs(champion: Player, challenger: Player): void {
  const inputs = ({ served }: Player) => JSON.stringify(served.fields);
  if (inputs(champion) === inputs(challenger)) return;
  throw new RatchetError('contract', 'champion and challenger do not read the same inputs', {
    hint: 'a challenger with other inputs cannot be tried beside the champion; compare them with `npm run ratchet -- compare`',
  });
}
