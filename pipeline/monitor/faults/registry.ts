import { didYouMean } from '../../contract/nearest.ts';
import { RatchetError } from '../../errors.ts';
import { clock } from './clock.ts';
import { duplicate } from './duplicate.ts';
import type { Fault } from './fault.ts';
import { nulls } from './nulls.ts';
import { poison } from './poison.ts';
import { shift } from './shift.ts';
import { unitChange } from './unit-change.ts';

/** Every fault that can be injected. */
export const FAULTS: readonly Fault[] = [shift, nulls, duplicate, unitChange, poison, clock];

/** The fault of a kind. Throws a RatchetError `usage` for an unknown one. */
export function faultOf(kind: string): Fault {
  const fault = FAULTS.find((one) => one.kind === kind);
  if (fault) return fault;
  const kinds = FAULTS.map((one) => one.kind);
  throw new RatchetError('usage', `there is no fault "${kind}"`, {
    hint: didYouMean(kind, kinds),
  });
}
