import type { Arena } from './arena.ts';
import { IMPORTS } from './f64.ts';
import { type Module, WebAssembly } from './web-assembly.ts';

/** Modules kept for frames that are made anew with the same columns: those of a training, and of some versions. */
const KEPT = 64;
const modules = new Map<string, Module>();

/** The function `run(n)` of a loop over the rows in a memory. The same code is compiled once. */
export function instantiate(bytes: Uint8Array, { memory }: Arena): (n: number) => void {
  const functions = Object.fromEntries(IMPORTS.map(({ name, apply }) => [name, apply]));
  const { exports } = new WebAssembly.Instance(compiled(bytes), { env: { ...functions, memory } });
  return exports['run'] as (n: number) => void;
}

function compiled(bytes: Uint8Array): Module {
  const key = new TextDecoder('latin1').decode(bytes);
  const module = modules.get(key) ?? new WebAssembly.Module(bytes);
  // The oldest go first: one that is asked for again becomes the newest.
  modules.delete(key);
  modules.set(key, module);
  if (modules.size > KEPT) modules.delete(modules.keys().next().value!);
  return module;
}
