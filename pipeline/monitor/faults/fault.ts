import type { Contract } from '../../contract/schema.ts';
import type { Block } from '../../ingest/block.ts';

/** A fault as it is asked for: of a kind, in a column or a slice, of a size. */
export interface FaultSpec {
  readonly kind: string;
  /** Column, or column and label; the kind's own where left out. */
  readonly subject?: string | undefined;
  readonly label?: string | undefined;
  /** Factor, share or the like; the kind's own where left out. */
  readonly size?: number | undefined;
}

export interface FaultContext {
  readonly contract: Pick<Contract, 'columns' | 'target' | 'time' | 'features'>;
  /** Uniform in [0, 1), seeded. */
  readonly random: () => number;
}

/** One way in which a month goes wrong. */
export interface Fault {
  readonly kind: string;
  /** How it is written, and what it does: `shift:trip_distance*1.6`, numbers of a column times a factor. */
  readonly example: string;
  readonly meaning: string;
  /** What the block is with the fault. Throws a RatchetError `usage` where it does not apply to this contract. */
  readonly apply: (block: Block, spec: FaultSpec, context: FaultContext) => Block;
}
