import { RatchetError } from '../../pipeline/errors.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import type { Model } from '../../pipeline/model/model.ts';
import { Scorer } from '../../pipeline/predict/scorer.ts';
import { type TrainingReference, trainingReference } from '../../pipeline/predict/training-reference.ts';
import { expectedValue } from '../../pipeline/site/expected-value.ts';
import type { PageVersion } from '../../pipeline/site/page-document.ts';
import type { Profile } from '../../pipeline/validate/profile.ts';

/** A version that is ready to predict in this page. */
export interface PageModel extends PageVersion {
  readonly scorer: Scorer;
  readonly reference: TrainingReference;
  /** What its geometry expects the measured column to be; undefined for a model without a geometry. */
  readonly expected: ((ride: Block) => number) | undefined;
}

/**
 * Fetches a version's model.json and profile.json, as they lie in the repository, and makes them ready.
 *
 * @param scoring version of the scoring code in this page
 * @throws RatchetError `network` where they cannot be had, `registry` where their bytes are not those of the manifest,
 *   `data` for a model that needs other scoring code than this page's
 */
export async function loadModel(version: PageVersion, scoring: number): Promise<PageModel> {
  const [model, profile] = await Promise.all([
    fetchDocument<Model>(version.files['model.json']),
    fetchDocument<Profile>(version.files['profile.json']),
  ]);
  if (model.scoring !== scoring) {
    throw new RatchetError(
      'data',
      `${version.version} needs scoring code ${model.scoring}, this page has ${scoring}`,
      {
        hint: 'reload the page',
      },
    );
  }
  const reference = trainingReference(profile);
  return { ...version, scorer: new Scorer(model, reference), reference, expected: expectedValue(model) };
}

/** The page was built from documents that were parsed and checked; the sum says that these are the same. */
async function fetchDocument<T>({ path, sha256 }: { path: string; sha256: string }): Promise<T> {
  const bytes = await fetchBytes(path);
  const found = await sha256Of(bytes);
  if (found !== undefined && found !== sha256) {
    throw new RatchetError('registry', `${path} has sha256 ${found}, its manifest says ${sha256}`, {
      hint: 'reload the page; a deployment may have been under way',
    });
  }
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

async function fetchBytes(path: string): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(path);
    if (response.ok) return await response.arrayBuffer();
  } catch (cause) {
    throw new RatchetError('network', `${path} cannot be loaded`, {
      cause,
      hint: location.protocol === 'file:' ? 'serve the site, with npm run site' : 'reload the page',
    });
  }
  throw new RatchetError('network', `${path} cannot be loaded: ${response.status}`, {
    hint: 'reload the page',
  });
}

/** Undefined where a browser offers no digests: on an address that is neither https nor this machine. */
async function sha256Of(bytes: ArrayBuffer): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
