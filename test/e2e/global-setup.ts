import { findAct } from './act/find-act.ts';
import { linkableModules } from './act/modules.ts';

/** Brings what every scenario needs, before any of them starts to ask for it. */
export function setup(): void {
  findAct();
  linkableModules();
}
