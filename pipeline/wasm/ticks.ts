import { ROUNDER } from '../stats/exact-sum.ts';
import { f64 } from './f64.ts';
import type { F64 } from './value.ts';

const rounder = f64.constant(ROUNDER);

/** A number as a whole number of ticks, as `toTicks` rounds. */
export const ticksOf = (x: F64, ticksPerUnit: number): F64 =>
  f64.sub(f64.add(f64.mul(x, f64.constant(ticksPerUnit)), rounder), rounder);
