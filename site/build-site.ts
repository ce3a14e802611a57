import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { RatchetError } from '../pipeline/errors.ts';
import { listModels } from '../platform/model-folder.ts';
import { type WorkspaceOptions, withWorkspace } from '../platform/run/workspace.ts';
import { type BundledScript, bundleScripts, OFFLINE } from './bundle.ts';
import { offlinePreamble } from './offline-files.ts';
import { renderModelsPage } from './pages/models-page.ts';
import { type PageContext, renderPage } from './pages/page.ts';
import { pagesOf } from './pages/pages.ts';
import { readSiteModel, type SiteModel } from './read-model.ts';
import { styleSheet } from './style-sheet.ts';

/** Tells GitHub Pages to serve files as they are, and this code that a folder is a site that may be emptied. */
const MARK = '.nojekyll';

export interface SiteRequest
  extends Pick<WorkspaceOptions, 'threads' | 'today' | 'dataDir' | 'mirror' | 'progress'> {
  /** Folder to write to. */
  readonly out: string;
  /** Address of the repository, without a slash at its end: what commits are linked to. */
  readonly repository: string | undefined;
  /** Whether locked months that are not at hand are fetched. */
  readonly fetch: boolean;
}

export interface BuiltSite {
  readonly files: number;
  /** All scripts together, each gzipped. */
  readonly scriptBytes: number;
  /** What is missing, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Builds the site of every model of a repository into a folder, which is emptied first. A single model has its pages at
 * the root; several have a folder each, and a list of them at the root.
 *
 * @throws RatchetError `not-found` where there is no model, `usage` where the folder holds something else, and as
 *   reading a model does
 */
export async function buildSite(
  root: string,
  { out, repository, fetch, ...surroundings }: SiteRequest,
): Promise<BuiltSite> {
  const names = listModels(root);
  if (names.length === 0)
    throw new RatchetError('not-found', `there is no model under ${join(root, 'models')}`, {
      hint: 'run this in the folder of a Ratchet repository',
    });
  const models: SiteModel[] = [];
  for (const model of names) {
    const workspace = { root, model, ...surroundings };
    models.push(await withWorkspace(workspace, (opened) => readSiteModel(opened, fetch)));
  }
  const scripts = await bundleScripts();

  const files = new Map<string, Uint8Array | string>();
  for (const model of models) {
    const folder = models.length === 1 ? '' : `${model.name}/`;
    const context = {
      model,
      repository,
      models: models.length === 1 ? undefined : '../index.html',
    };
    for (const [path, content] of modelFiles(context, scripts)) files.set(`${folder}${path}`, content);
  }
  if (models.length > 1) {
    files.set('index.html', renderModelsPage(models));
    files.set('style.css', styleSheet());
  }
  files.set(MARK, '');
  writeAll(out, files);
  return {
    files: files.size,
    scriptBytes: scripts.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0),
    notes: models.flatMap(({ name, missing }) =>
      Array.from(missing, ([period, why]) => `${name}: ${period} is left out: ${why}`),
    ),
  };
}

/** All that lies in a model's folder of the site, the service worker last: it names the others. */
function modelFiles(
  context: PageContext,
  scripts: readonly BundledScript[],
): Map<string, Uint8Array | string> {
  const files = new Map<string, Uint8Array | string>(context.model.files);
  for (const page of pagesOf(context)) files.set(page.path, renderPage(page, context));
  files.set('style.css', styleSheet());
  const isWorker = ({ name }: BundledScript) => name === `${OFFLINE}.js`;
  for (const { name, bytes } of scripts.filter((script) => !isWorker(script))) files.set(name, bytes);
  const worker = new TextDecoder().decode(scripts.find(isWorker)!.bytes);
  return files.set(`${OFFLINE}.js`, offlinePreamble(context.model, files) + worker);
}

function writeAll(out: string, files: ReadonlyMap<string, Uint8Array | string>): void {
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, MARK))) {
    throw new RatchetError('usage', `${out} holds something that is no site`, {
      hint: 'name an empty folder: what is in it would be deleted',
    });
  }
  rmSync(out, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content);
  }
}
