import { appendEvents } from '../../pipeline/publish/registry.ts';
import type { NewEvent } from '../../pipeline/publish/registry-event.ts';

type Basis = Extract<NewEvent, { event: 'promoted' }>['basis'];

const AT = '2021-03-01T06:00:00Z';

export function digestOfVersion(n: number): string {
  return `sha256:${String(n).padStart(2, '0').repeat(32)}`;
}

function ref(n: number) {
  return { version: `v${n}`, digest: digestOfVersion(n), at: AT };
}

export function registered(n: number, periods: string[] = ['2021-02']): NewEvent {
  const holdout = { periods, rows: 100, rmse: 5 };
  return { event: 'registered', ...ref(n), reason: 'Trained.', manifest: '0'.repeat(64), holdout };
}

export function promoted(n: number, basis: Basis = 'better'): NewEvent {
  return { event: 'promoted', ...ref(n), reason: 'Better.', basis };
}

export function rolledBack(n: number): NewEvent {
  return { event: 'rolled-back', ...ref(n), reason: 'Worse on today.' };
}

export function retired(n: number): NewEvent {
  return { event: 'retired', ...ref(n), reason: 'Too old.' };
}

export function registryOf(...events: readonly NewEvent[]): string {
  return appendEvents('', events);
}
