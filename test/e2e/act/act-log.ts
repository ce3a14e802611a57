/** One line of what act prints with --json. */
interface ActLine {
  readonly job?: string;
  readonly jobID?: string;
  readonly jobResult?: 'success' | 'failure' | 'skipped';
  readonly matrix?: Readonly<Record<string, unknown>>;
  readonly level?: string;
  readonly msg?: string;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly kvPairs?: Readonly<Record<string, string>>;
  readonly stepID?: readonly string[];
  readonly content?: string;
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

/** One job as it ran: one leg of it, where it has a matrix. */
export interface Leg {
  readonly id: string;
  /** Values of its matrix, in the order of its keys. */
  readonly matrix: readonly string[];
  result: 'success' | 'failure' | undefined;
  /** Outputs of its steps, `step.name`. */
  readonly outputs: Map<string, string>;
}

const IGNORED = /^LocalRepositoryCache |^Couldn't get a valid docker connection/;

/** What a run of act says, line by line. */
export class ActLog {
  readonly legs = new Map<string, Leg>();
  readonly annotations: Annotation[] = [];
  /** Job summaries, in the order that they were written. */
  readonly summaries: string[] = [];
  readonly #lines: string[] = [];
  #rest = '';
  readonly #onLeg: (leg: Leg) => void;

  /** @param onLeg told when a leg starts, and when it ends */
  constructor(onLeg: (leg: Leg) => void) {
    this.#onLeg = onLeg;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  write(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  /** A word of the harness's own. */
  note(text: string): void {
    this.#lines.push(text);
  }

  #read(text: string): void {
    let line: ActLine;
    try {
      line = JSON.parse(text) as ActLine;
    } catch {
      this.#lines.push(text);
      return;
    }
    const message = (line.msg ?? '').trimEnd();
    if (!IGNORED.test(message))
      this.#lines.push(line.job === undefined ? message : `[${line.job}] ${message}`);
    if (line.content !== undefined && line.command === 'summary') this.summaries.push(line.content);
    if (line.command === 'error' || line.command === 'warning' || line.command === 'notice')
      this.annotations.push({
        level: line.command,
        message: line.arg ?? '',
        ...(line.kvPairs?.['file'] === undefined ? {} : { file: line.kvPairs['file'] }),
        ...(line.kvPairs?.['line'] === undefined ? {} : { line: Number(line.kvPairs['line']) }),
      });
    if (line.jobID === undefined) return;
    const leg = this.#legOf(line.jobID, line);
    if (line.command === 'set-output') leg.outputs.set(`${line.stepID?.[0]}.${line.name}`, line.arg ?? '');
    if (line.jobResult === 'success' || line.jobResult === 'failure') {
      leg.result = line.jobResult;
      this.#onLeg(leg);
    }
  }

  #legOf(id: string, { job = id, matrix = {} }: ActLine): Leg {
    const there = this.legs.get(job);
    if (there !== undefined) return there;
    const leg: Leg = { id, matrix: Object.values(matrix).map(String), result: undefined, outputs: new Map() };
    this.legs.set(job, leg);
    this.#onLeg(leg);
    return leg;
  }
}
