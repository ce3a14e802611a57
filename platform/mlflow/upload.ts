import type { Mlflow } from './client.ts';

/** A file that goes with a run. */
export interface Artifact {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts files at the address of a run's artifacts.
 *
 * @returns why nothing was sent, where a server keeps files at a place that only it knows the way to
 */
export async function uploadAll(
  mlflow: Mlflow,
  uri: string,
  artifacts: readonly Artifact[],
): Promise<string | undefined> {
  const [, folder] = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.+)$/.exec(uri) ?? [];
  if (folder === undefined)
    return `MLflow keeps files at ${uri} and takes none itself: start it with --serve-artifacts to have them there.`;
  for (const { name, bytes } of artifacts)
    await mlflow.upload(`${folder}/${encodeURIComponent(name)}`, bytes);
  return undefined;
}
