import type { Arena } from './arena.ts';
import { IMPORTS } from './f64.ts';
import { type Module, WebAssembly } from './web-assembly.ts';

/** Modules kept for frames that are made anew with the same columns: those of a training, and of some versions. */
const KEPT = 64;
const modules = new Map<string, Module>();

/** Tells what a loop cannot find in its memory, by number of the question. */
export type Answer = (code: number, row: number, question: number) => number;

const nothingToAsk: Answer = () => {
  throw new Error('a loop without answers asked for one');
};

/** The function `run` of a module, over a memory. The same code is compiled once. */
export function instantiate(
  bytes: Uint8Array,
  { memory }: Arena,
  ask: Answer = nothingToAsk,
): (...params: number[]) => void {
  const functions = Object.fromEntries(IMPORTS.map(({ name, apply }) => [name, apply]));
  const { exports } = new WebAssembly.Instance(compiled(bytes), { env: { ...functions, ask, memory } });
  return exports['run'] as (...params: number[]) => void;
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
