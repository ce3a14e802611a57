/** Where progress is shown: standard error, or a test's. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One thing that takes a while. */
export interface ProgressTask {
  /** Says how far it is; in all, where known, of `total`. */
  update(done: number, total?: number): void;
  end(): void;
}

export interface Progress {
  /** @param unit what is counted; `B` is printed as MB */
  start(label: string, unit?: string): ProgressTask;
}

/** Shorter tasks pass unseen. */
const QUIET_MS = 500;
const LINE_EVERY_MS = 1000;
const FRAME_EVERY_MS = 80;
const BAR_WIDTH = 24;

/** A bar on a terminal; elsewhere a plain line, at most one a second. */
export function createProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): Progress {
  const start = (label: string, unit = ''): ProgressTask => {
    const startedMs = now();
    const everyMs = stream.isTTY ? FRAME_EVERY_MS : LINE_EVERY_MS;
    let shownMs = Number.NEGATIVE_INFINITY;
    return {
      update(done, total) {
        const timeMs = now();
        if (timeMs - startedMs < QUIET_MS || timeMs - shownMs < everyMs) return;
        shownMs = timeMs;
        stream.write(
          stream.isTTY
            ? frame(bar(label, unit, done, total), stream.columns)
            : `${line(label, unit, done, total)}\n`,
        );
      },
      end() {
        // The line of a terminal is given back.
        if (stream.isTTY && shownMs > Number.NEGATIVE_INFINITY) stream.write('\r\x1b[2K');
      },
    };
  };
  return { start };
}

/** Progress that nobody sees. */
export const NO_PROGRESS: Progress = { start: () => ({ update: () => {}, end: () => {} }) };

function frame(text: string, columns = 80): string {
  // A line that wraps could not be taken back.
  return `\r\x1b[2K${text.slice(0, Math.max(0, columns - 1))}`;
}

function bar(label: string, unit: string, done: number, total: number | undefined): string {
  if (!total) return line(label, unit, done, total);
  const filled = Math.round(Math.min(1, done / total) * BAR_WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${line(label, unit, done, total)}`;
}

function line(label: string, unit: string, done: number, total: number | undefined): string {
  const amount = total
    ? `${show(done, unit)} of ${show(total, unit)} (${Math.floor((100 * done) / total)} %)`
    : show(done, unit);
  return `${label}: ${amount}`;
}

function show(amount: number, unit: string): string {
  if (unit === 'B') return `${(amount / 1e6).toFixed(1)} MB`;
  const number = String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
  return unit === '' ? number : `${number} ${unit}`;
}
