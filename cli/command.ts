import type { Command } from 'commander';
import type { GitHubAccess } from '../platform/github/open-here.ts';
import type { MlflowSettings } from '../platform/mlflow/settings.ts';

/** What a command gives back; the door decides how to show it. */
export interface Outcome {
  /** The one JSON document of --json. */
  readonly document: unknown;
  /** The same for people. */
  readonly text: string;
  /** 0 yes, 1 the verdict is no, 3 what was looked at is broken. */
  readonly exitCode: 0 | 1 | 3;
}

/** What every command may use of the outside. */
export interface CliContext {
  /** The repository: the folder that holds models/. */
  readonly root: string;
  readonly color: boolean;
  readonly columns: number;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
  /** Now, ISO 8601. */
  readonly now: string;
  readonly stderr: NodeJS.WriteStream;
  /** Folder of months besides the embedded ones, from --data or TLC_DATA_DIR. */
  readonly dataDir: string | undefined;
  /** How GitHub may be asked. */
  readonly github: GitHubAccess;
  /** Where runs are exported to, if anywhere. */
  readonly mlflow: MlflowSettings | undefined;
}

/** Options every command has. */
export interface CommonOptions {
  readonly model?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** One word of the command line. */
export interface CliCommand<Options extends CommonOptions = CommonOptions> {
  readonly name: string;
  readonly summary: string;
  /** Adds its options and examples. */
  readonly configure: (command: Command) => void;
  readonly run: (options: Options, context: CliContext) => Promise<Outcome>;
}
