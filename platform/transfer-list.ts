/** The memory of all arrays in a value, each once: handed over to another thread, it is not copied. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) buffers.add(part.buffer);
    } else if (part instanceof Map) for (const entry of part.values()) visit(entry);
    else if (typeof part === 'object' && part !== null) for (const entry of Object.values(part)) visit(entry);
  };
  visit(value);
  return [...buffers];
}
