/** The part of WebAssembly that is used here: the types of Node 20 leave it out, and those of browsers bring much else. */
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (
    module: Module,
    imports: { env: Readonly<Record<string, Memory | ((...numbers: number[]) => number)>> },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

export interface Memory {
  readonly buffer: ArrayBuffer;
  /** Adds pages; arrays over the old buffer are empty from then on. */
  readonly grow: (pages: number) => number;
}

/** Compiled code, which any number of instances may share. */
export type Module = object;

export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
