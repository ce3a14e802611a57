import type { PublishedVersion } from '../../run/published.ts';
import type { Docker } from './docker.ts';
import { registryDigest } from './registry-image.ts';
import type { ServiceImage } from './service-image.ts';
import { tryImage } from './try-image.ts';

export interface ImageSource {
  /** Folder of the repository. */
  readonly root: string;
  readonly model: string;
  readonly commit: string;
  /** Page of the repository, which the registry links the package to. */
  readonly page: string;
  readonly version: PublishedVersion;
}

/**
 * Brings the image of a version to the registry: builds it, tries it, pushes it. Does nothing where it is there: the
 * address of the same sources is pushed last.
 *
 * @returns its digest in the registry, and whether it was made now
 * @throws RatchetError `registry` where it fails its smoke test: nothing is pushed then; `io`
 */
export async function publishImage(
  docker: Docker,
  image: ServiceImage,
  { root, model, commit, page, version }: ImageSource,
): Promise<{ readonly digest: string; readonly isNew: boolean }> {
  const there = await registryDigest(docker, image.exact);
  if (there !== undefined) return { digest: there, isNew: false };
  const labels = Object.entries({ source: page, revision: commit, version: version.version });
  await docker.run(
    ...['build', '--pull', '--file', `${root}/service/Dockerfile`, '--build-arg', `MODEL=${model}`],
    // An image and no more: what it is made of is attested apart.
    '--provenance=false',
    ...labels.flatMap(([name, value]) => ['--label', `org.opencontainers.image.${name}=${value}`]),
    ...['--tag', image.version, '--tag', image.exact, root],
  );
  await tryImage(docker, image.exact, version);
  await docker.run('push', image.version);
  await docker.run('push', image.exact);
  // Read again: what counts is what the registry has now.
  const digest = await docker.run(
    ...['buildx', 'imagetools', 'inspect', image.exact, '--format', '{{.Manifest.Digest}}'],
  );
  return { digest, isNew: true };
}
