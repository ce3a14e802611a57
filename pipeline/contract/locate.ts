import { type Document, isMap, isNode, isPair, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { RatchetError } from '../errors.ts';

type Path = readonly PropertyKey[];

/** A YAML text with the way from a value's path to its line. */
export interface LocatedYaml {
  readonly value: unknown;
  /** Line, from 1, of the value at a path, or of the nearest parent that exists. */
  readonly lineOf: (path: Path) => number;
}

/** Parses YAML, keeping lines. Throws a RatchetError `contract` with file and line where it is not YAML. */
export function locateYaml(text: string, file: string): LocatedYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [error] = [...document.errors, ...unresolvedAliases(document)];
  if (error) {
    throw new RatchetError('contract', `not valid YAML: ${error.message}`, {
      file,
      line: counter.linePos(error.pos[0]).line,
      hint: 'correct the line; indentation is two spaces, and text with ": " or "#" needs quotes',
    });
  }
  return { value: document.toJS(), lineOf: (path) => counter.linePos(offsetOf(document, path)).line };
}

/** Aliases of anchors that do not exist, as faults like those of the parser. */
function unresolvedAliases(document: Document): { message: string; pos: readonly [number] }[] {
  const faults: { message: string; pos: readonly [number] }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return;
      faults.push({ message: `there is no anchor &${alias.source}`, pos: [alias.range?.[0] ?? 0] });
    },
  });
  return faults;
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
      if (!pair) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
