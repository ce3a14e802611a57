import type { Model } from '../../pipeline/model/model.ts';
import { Predictor } from '../../pipeline/model/predictor.ts';

const [WARM_UP, MEASURED] = [300, 1000];

/** Median time of one prediction, in milliseconds, on a row of the model's own most common values. */
export function measureLatency(model: Model): number {
  const predictor = new Predictor(model);
  const names = (type: string) =>
    Object.keys(model.columns).filter(
      (name) => (model.columns[name]!.type === 'category') === (type === 'category'),
    );
  const block = {
    rows: 1,
    numbers: Object.fromEntries(names('number').map((name) => [name, Float64Array.of(1)])),
    codes: Object.fromEntries(names('category').map((name) => [name, Uint16Array.of(0)])),
    labels: Object.fromEntries(
      names('category').map((name) => [name, model.state.categories[name]?.slice(0, 1) ?? ['']]),
    ),
  };
  const [rows, out] = [Uint32Array.of(0), new Float64Array(1)];
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + MEASURED; i++) {
    const started = performance.now();
    predictor.predict(block, rows, 1, out);
    if (i >= WARM_UP) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(MEASURED / 2)]!;
}
