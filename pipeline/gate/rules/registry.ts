import type { Rule } from '../rule.ts';
import { againstChampionRule } from './against-champion.ts';
import { anchorRule } from './anchor.ts';
import { baselinesRule } from './baselines.ts';
import { ceilingRule } from './ceiling.ts';
import { dataValidRule } from './data-valid.ts';
import { evidenceRule } from './evidence.ts';
import { filteredRule } from './filtered.ts';
import { finiteRule } from './finite.ts';
import { firstModelRule } from './first-model.ts';
import { guardedRule } from './guarded.ts';
import { latencyRule } from './latency.ts';
import { leakageRule } from './leakage.ts';
import { modelSizeRule } from './model-size.ts';
import { reproducesRule } from './reproduces.ts';
import { rolledBackRule } from './rolled-back.ts';
import { slicesRule } from './slices.ts';
import { triesRule } from './tries.ts';
import { unchangedRule } from './unchanged.ts';

/** All rules of the gate, in the order in which they are shown. All of them run. */
export const RULES: readonly Rule[] = [
  dataValidRule,
  finiteRule,
  evidenceRule,
  leakageRule,
  reproducesRule,
  unchangedRule,
  firstModelRule,
  againstChampionRule,
  anchorRule,
  triesRule,
  slicesRule,
  baselinesRule,
  ceilingRule,
  filteredRule,
  modelSizeRule,
  latencyRule,
  guardedRule,
  rolledBackRule,
];
