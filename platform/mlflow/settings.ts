/** Where runs are exported to, and as whom: what MLflow's own clients read from the environment. */
export interface MlflowSettings {
  readonly trackingUri: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly token: string | undefined;
}

/** Settings of an environment; undefined where none names a server. An empty variable is one that nobody set. */
export function mlflowSettings(environment: NodeJS.ProcessEnv): MlflowSettings | undefined {
  const of = (name: string) => environment[`MLFLOW_TRACKING_${name}`] || undefined;
  const trackingUri = of('URI');
  if (trackingUri === undefined) return undefined;
  return { trackingUri, username: of('USERNAME'), password: of('PASSWORD'), token: of('TOKEN') };
}
