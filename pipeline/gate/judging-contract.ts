import type { Contract } from '../contract/schema.ts';
import { type NeedingContract, neededColumns } from '../ingest/needed-columns.ts';

export type JudgingContract = Contract & Pick<NeedingContract, 'alsoReads'>;

/**
 * The contract that judges a candidate of `head`: target, row filter, policy and slices are those of `base`, and the
 * rows carry the columns that models of either contract read.
 */
export function judgingContract(base: Contract, head: Contract): JudgingContract {
  const { title, description } = head;
  return {
    ...base,
    title,
    description,
    // The columns that make target and time are guarded: an alias would change what is measured.
    columns: { ...base.columns, ...head.columns, ...guardedColumns(base) },
    alsoReads: [...neededColumns(head).keys()],
  };
}

function guardedColumns({ target, time, columns }: Contract): Contract['columns'] {
  const names = [time, ...('column' in target ? [target.column] : target.minutes_between)];
  return Object.fromEntries(names.flatMap((name) => (columns[name] ? [[name, columns[name]]] : [])));
}
