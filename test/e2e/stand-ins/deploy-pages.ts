import type { StandIn } from './stand-in.ts';

/** Publishes the run's artifact. Fails without permissions, where Pages are off, and where there is no artifact. */
export const deployPages: StandIn = async (hub, { caller, inputs }) => {
  for (const scope of ['pages', 'id-token'])
    if (caller.permissions[scope] !== 'write')
      throw new Error(`Error: the job lacks the permission ${scope}: write`);
  if (!hub.settings.pagesEnabled)
    throw new Error(
      'Failed to create deployment (status: 404). Ensure GitHub Pages has been enabled in the settings.',
    );
  const { artifact_name: name = 'github-pages' } = inputs;
  const found = hub.artifacts.filter((one) => one.runId === caller.runId && one.name === name);
  if (found.length !== 1)
    throw new Error(`${found.length} artifacts named "${name}" were found for this workflow run, not 1`);
  hub.pages = { runId: caller.runId, dir: found[0]!.dir };
  return { outputs: { page_url: `https://${hub.owner}.example.invalid/${hub.repo}/` } };
};
