/** A value of a metric as prom-client writes it. */
interface MetricValue {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Counts of one set of labels. */
export class HistogramSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly #bounds: readonly number[];
  /** By bucket; the last one is for what is above all bounds. */
  readonly counts: Float64Array;
  sum = 0;

  constructor(labels: Readonly<Record<string, string>>, bounds: readonly number[]) {
    this.labels = labels;
    this.#bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]!) bucket++;
    this.counts[bucket]!++;
    this.sum += value;
  }
}

/**
 * A histogram for prom-client's registry whose series are found once: prom-client's own checks and hashes the labels at
 * every observation, which costs more than scoring the ride.
 */
export class FixedHistogram {
  readonly name: string;
  readonly help: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, HistogramSeries>();

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.help = help;
    this.#bounds = bounds;
  }

  /** The series of some labels, made when it is first asked for. */
  series(key: string, labels: () => Readonly<Record<string, string>>): HistogramSeries {
    let found = this.#series.get(key);
    if (!found) {
      found = new HistogramSeries(labels(), this.#bounds);
      this.#series.set(key, found);
    }
    return found;
  }

  /** What prom-client asks of a metric. */
  get() {
    const values = [...this.#series.values()].flatMap((series) => this.#valuesOf(series));
    return { name: this.name, help: this.help, type: 'histogram', values, aggregator: 'sum' };
  }

  #valuesOf({ labels, counts, sum }: HistogramSeries): MetricValue[] {
    let below = 0;
    const buckets = Array.from(counts, (count, bucket): MetricValue => {
      below += count;
      const le = this.#bounds[bucket] ?? '+Inf';
      return { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: below };
    });
    return [
      ...buckets,
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: below },
    ];
  }
}
