import { Arena } from '../../pipeline/wasm/arena.ts';
import { instantiate } from '../../pipeline/wasm/instantiate.ts';
import { loopModule } from '../../pipeline/wasm/loop.ts';
import { placement } from '../../pipeline/wasm/placement.ts';
import type { Value } from '../../pipeline/wasm/value.ts';

/** Columns of some values over n rows, all computed in one loop. */
export function columnsOf(values: readonly Value[], n: number): number[][] {
  const arena = new Arena();
  const columns = values.map((value) => ({ value, at: arena.allocate(8 * n) }));
  const bytes = loopModule(columns, placement(arena));
  instantiate(bytes, arena)(n);
  return columns.map(({ value, at }) => {
    const out = value.type === 'f64' ? new Float64Array(n) : new Int32Array(n);
    arena.read(at, n, out);
    return [...out];
  });
}
