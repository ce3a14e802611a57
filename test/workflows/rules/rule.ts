import type { YamlFile } from '../yaml-file.ts';

/** Something that a file must not hold. */
export interface Finding {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What every workflow and every action is held to. */
export interface Rule {
  /** Its folder under broken/ holds the files that it refuses. */
  readonly name: string;
  readonly check: (file: YamlFile) => readonly Finding[];
}
