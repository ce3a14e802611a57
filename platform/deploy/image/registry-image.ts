import { RatchetError } from '../../../pipeline/errors.ts';
import type { Docker } from './docker.ts';
import type { ServiceImage } from './service-image.ts';

/**
 * Digest under which the registry has an image; undefined where it has none. A registry that does not answer seems to
 * have none either: the image is then made again, and pushing it fails or finishes what was missing.
 */
export function registryDigest(docker: Docker, address: string): Promise<string | undefined> {
  return docker.ask('buildx', 'imagetools', 'inspect', address, '--format', '{{.Manifest.Digest}}');
}

/**
 * Moves the tag of what is live to an image that was tried and pushed. One write in the registry, of the very manifest;
 * none where the tag is there already.
 *
 * @throws RatchetError `registry` where that image was never pushed, `io`
 */
export async function moveProduction(
  docker: Docker,
  { name, exact, production }: ServiceImage,
): Promise<void> {
  const digest = await registryDigest(docker, exact);
  if (digest === undefined) {
    throw new RatchetError('registry', `there is no image ${exact} to put into production`, {
      hint: 'run the deployment again: its job `image` makes it',
    });
  }
  if ((await registryDigest(docker, production)) === digest) return;
  const from = `${name}@${digest}`;
  await docker.run('buildx', 'imagetools', 'create', '--prefer-index=false', '--tag', production, from);
}

/** Whether the image that was asked for is the one in production. A registry that cannot be asked has not said so. */
export async function isInProduction(docker: Docker, { exact, production }: ServiceImage): Promise<boolean> {
  const wanted = await registryDigest(docker, exact);
  return wanted !== undefined && (await registryDigest(docker, production)) === wanted;
}
