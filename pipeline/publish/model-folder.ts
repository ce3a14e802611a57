/** A model's folder, as a door gives it: paths with / from models/<name>/. */
export interface ModelFolder {
  /** Every file in it, in any order. */
  readonly list: () => readonly string[];
  /** Bytes of a file; undefined where there is none. */
  readonly read: (path: string) => Uint8Array | undefined;
}

/** Text of a file, undefined where there is none. Throws a TypeError where it is not UTF-8. */
export function readText(folder: ModelFolder, path: string): string | undefined {
  const bytes = folder.read(path);
  return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}
