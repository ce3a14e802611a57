import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';

export const ROOT = join(import.meta.dirname, '../..');

/** A workflow or an action, with its lines. */
export interface YamlFile {
  /** Path from the repository. */
  readonly path: string;
  readonly kind: 'workflow' | 'action';
  readonly document: Document;
  /** The whole of it as values. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  /** Line of a node, from 1. */
  lineOf(node: unknown): number;
  /** Comment at the end of the line on which a node starts; empty where there is none. */
  commentOf(node: unknown): string;
}

/** A key of a map, with the node of the key and what it holds. */
export interface Entry {
  readonly name: string;
  readonly key: unknown;
  readonly value: unknown;
}

/** Reads a file of YAML. Throws where it is none. */
export function readYamlFile(absolute: string): YamlFile {
  const text = readFileSync(absolute, 'utf8');
  const path = relative(ROOT, absolute);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  if (document.errors[0] !== undefined) throw new Error(`${path}: ${document.errors[0].message}`);
  const lines = text.split('\n');
  const lineOf = (node: unknown) => counter.linePos((node as Node).range![0]).line;
  const content: Record<string, unknown> = document.toJS();
  return {
    path,
    kind: 'runs' in content ? 'action' : 'workflow',
    document,
    content,
    lines,
    lineOf,
    commentOf: (node) => /(?:^|\s)#\s*(.*)$/.exec(lines[lineOf(node) - 1]!)?.[1]?.trim() ?? '',
  };
}

/** Entries of a map in their order; none where it is no map. */
export function entriesOf(node: unknown): readonly Entry[] {
  if (!isMap(node)) return [];
  return (node.items as Pair[]).map(({ key, value }) => ({
    name: String(isScalar(key) ? key.value : key),
    key,
    value,
  }));
}

/** The entry of a map that has this name. */
export function entryOf(node: unknown, name: string): Entry | undefined {
  return entriesOf(node).find((entry) => entry.name === name);
}

/** What a scalar says, as text; empty for any other node. */
export function textOf(node: unknown): string {
  return isScalar(node) && node.value !== null ? String(node.value) : '';
}

/** The jobs of a workflow; none in an action. */
export function jobsOf(file: YamlFile): readonly Entry[] {
  return entriesOf(entryOf(file.document.contents, 'jobs')?.value);
}

/** Every step of every job, or of an action. */
export function stepsOf(file: YamlFile): readonly YAMLMap[] {
  const holders =
    file.kind === 'action'
      ? [entryOf(file.document.contents, 'runs')?.value]
      : jobsOf(file).map(({ value }) => value);
  return holders
    .map((holder) => entryOf(holder, 'steps')?.value)
    .filter(isSeq)
    .flatMap(({ items }) => items as YAMLMap[]);
}
