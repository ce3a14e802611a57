import type { KeyNode } from '../../features/node.ts';
import type { BoundEncoding } from '../../model/bound-encoding.ts';

/**
 * The fewest keys that together tell the codes of all given encodings. Where keys are functions of a common root (parts
 * of the time; a zone's borough), either they or the root stand among them, whichever makes fewer cells. Every one has
 * a single root.
 */
export function jointParts(encodings: readonly BoundEncoding[]): KeyNode[] {
  const parts = new Set(encodings.flatMap((encoding) => encoding.parts));
  const chosen = new Set<KeyNode>();
  for (const part of parts) if (part.roots.length > 1) for (const root of part.roots) chosen.add(root);
  for (const root of new Set([...parts].flatMap((part) => part.roots))) {
    const derived = [...parts].filter((part) => part.roots.length === 1 && part.roots[0] === root);
    const cells = derived.reduce((product, part) => product * part.size, 1);
    if (chosen.has(root)) continue;
    if (cells < root.size) for (const part of derived) chosen.add(part);
    else chosen.add(root);
  }
  return [...chosen];
}

/**
 * Cells that a joint key can have. Its codes, in mixed radix, are below this: the last part varies fastest. Beyond it lie
 * the codes of rows that not every part knows, with a digit more a part: they still teach the encodings that do know.
 */
export const jointSize = (parts: readonly KeyNode[]): number =>
  parts.reduce((product, { size }) => product * size, 1);

/** Codes in all, with those of rows that not every part knows. */
export const jointCodes = (parts: readonly KeyNode[]): number =>
  jointSize(parts) + parts.reduce((product, { size }) => product * (size + 1), 1);

/** The joint code of a row that not every part knows. */
export const partialCode = (parts: readonly KeyNode[], codeOf: (part: number) => number): number =>
  jointSize(parts) + parts.reduce((sum, { size }, p) => sum * (size + 1) + codeOf(p) + 1, 0);

/** For each part, its code in every cell of a joint key; -1 where it is unknown. */
export function partsOfCells(parts: readonly KeyNode[], codes: Float64Array): Int32Array[] {
  const size = jointSize(parts);
  const found = parts.map(() => new Int32Array(codes.length));
  for (const [cell, code] of codes.entries()) {
    const more = code < size ? 0 : 1;
    let rest = code - more * size;
    for (let p = parts.length - 1; p >= 0; p--) {
      const radix = parts[p]!.size + more;
      found[p]![cell] = (rest % radix) - more;
      rest = Math.floor(rest / radix);
    }
  }
  return found;
}
