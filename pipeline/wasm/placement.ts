import type { Arena } from './arena.ts';
import type { Placement, TableData } from './value.ts';

/** Copies tables into a memory as they are asked for, each once. */
export function placement(arena: Arena): Placement {
  const placed = new Map<TableData, number>();
  return (table) => {
    const known = placed.get(table) ?? arena.place(table);
    placed.set(table, known);
    return known;
  };
}
