import { RatchetError } from '../../errors.ts';
import { isPeriod } from '../../ingest/period.ts';
import type { FaultSpec } from './fault.ts';
import { FAULTS, faultOf } from './registry.ts';

/** A fault in a month. */
export interface Injection {
  readonly period: string;
  readonly spec: FaultSpec;
  /** As it was written. */
  readonly text: string;
}

const SUBJECT = /^([A-Za-z]\w*)?(?:=([^*+]+))?(?:[*+]?(-?\d+(?:\.\d+)?(?:e-?\d+)?))?$/;

/** `2022-02:shift:trip_distance*1.6`, `2022-02:nulls`, `2022-02:duplicate:0.02`, `2022-02:clock:VendorID=1`. Throws `usage`. */
export function parseInjection(text: string): Injection {
  const [period = '', kind = '', ...rest] = text.split(':');
  const match = SUBJECT.exec(rest.join(':'));
  if (!isPeriod(period) || !match) {
    throw new RatchetError('usage', `expected a month, a fault and what it is in, found "${text}"`, {
      hint: `such as ${FAULTS.map(({ example }) => `2022-02:${example}`).join(', ')}`,
    });
  }
  const [, subject, label, size] = match;
  const spec = {
    kind: faultOf(kind).kind,
    subject,
    label,
    size: size === undefined ? undefined : Number(size),
  };
  return { period, spec, text };
}
