import { digestOf, sha256 } from '../pipeline/digest/digest.ts';
import { pageVersions } from '../pipeline/site/page-document.ts';
import type { SiteModel } from './read-model.ts';

type Files = ReadonlyMap<string, Uint8Array | string>;

/**
 * What stands before the service worker's script: the files that it keeps, and a digest of all of them, so that a site
 * that has changed has another script, which is how a browser comes to know. The pages, and what the newest of them
 * needs to predict; other versions' documents are left to the network.
 */
export function offlinePreamble({ versions }: SiteModel, files: Files): string {
  const predicts = pageVersions(versions).flatMap((version) =>
    Object.values(version.files).map(({ path }) => path),
  );
  const isKept = (path: string) => /\.(html|css|js)$/.test(path) || predicts.includes(path);
  const paths = [...files.keys()].filter(isKept).sort();
  const digest = digestOf(paths.map((path) => [path, sha256(files.get(path)!)]));
  return `globalThis.siteFiles=${JSON.stringify({ digest, paths })};\n`;
}
