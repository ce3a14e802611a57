import pc from 'picocolors';
import type { Tone } from '../../pipeline/report/verdict-words.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns of the terminal; no line is wider than 100 all the same, which is also the default. */
  readonly width?: number | undefined;
}

const MAX_WIDTH = 100;
const MIN_WIDTH = 40;

/** How wide lines may be: a very wide one is hard to read, and a very narrow one cannot hold a number. */
export function lineWidth({ width = MAX_WIDTH }: TerminalOptions): number {
  return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width));
}

export type Paint = (text: string) => string;

/** The terminal's colours of each tone, and what else is painted; all of them leave text as it is without colour. */
export interface Palette {
  readonly tones: Readonly<Record<Tone, Paint>>;
  readonly strong: Paint;
  readonly faint: Paint;
}

export function palette(color: boolean): Palette {
  const { green, red, yellow, cyan, magenta, bold, dim } = pc.createColors(color);
  return {
    tones: { good: green, bad: red, wait: yellow, neutral: cyan, unknown: magenta },
    strong: bold,
    faint: dim,
  };
}
