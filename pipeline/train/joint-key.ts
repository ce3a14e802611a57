import type { KeyNode } from '../features/node.ts';
import { tupleKey } from '../features/tuple-key.ts';
import type { BoundEncoding } from '../model/bound-encoding.ts';

/**
 * The fewest keys that together tell the codes of all given encodings. Where keys are functions of a common root (parts
 * of the time; a zone's borough), either they or the root stand among them, whichever makes fewer cells.
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

/** Keys as one. */
export const jointKey = (parts: readonly KeyNode[]): KeyNode =>
  parts.length === 1 ? parts[0]! : tupleKey(parts.map((part) => part.label).join(' × '), parts);
