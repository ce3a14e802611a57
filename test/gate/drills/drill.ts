import type { GateInput } from '../../../pipeline/gate/gate-input.ts';
import type { Verdict } from '../../../pipeline/gate/verdict.ts';

/** One candidate led before the gate, and what the gate has to say to it. */
export interface Drill {
  readonly description: string;
  readonly input: GateInput;
  readonly kind: Verdict['kind'];
  /** Has to be said in the first reason. */
  readonly says: RegExp;
}
