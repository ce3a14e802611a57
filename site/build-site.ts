import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { RatchetError } from '../pipeline/errors.ts';
import { monitorReportSchema } from '../pipeline/monitor/monitor-report.ts';
import { listModels } from '../platform/model-folder.ts';
import { readDocument } from '../platform/run/candidate.ts';
import { bundleScripts } from './bundle.ts';
import type { SiteOptions } from './options.ts';
import { renderModelsPage } from './pages/models-page.ts';
import { type PageContext, renderPage } from './pages/page.ts';
import { pagesOf } from './pages/pages.ts';
import { readSiteModel } from './read-model.ts';
import { styleSheet } from './style-sheet.ts';

/** Tells GitHub Pages to serve files as they are, and this code that a folder is a site that may be emptied. */
const MARK = '.nojekyll';

export interface BuiltSite {
  readonly files: number;
  /** All scripts together, each gzipped. */
  readonly scriptBytes: number;
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
  options: Pick<SiteOptions, 'out' | 'repository' | 'monitor'>,
): Promise<BuiltSite> {
  const names = listModels(root);
  if (names.length === 0)
    throw new RatchetError('not-found', `there is no model under ${join(root, 'models')}`, {
      hint: 'run this in the folder of a Ratchet repository',
    });
  const reports = options.monitor.map((file) => readDocument(file, monitorReportSchema));
  const models = names.map((name) => readSiteModel(root, name, reports));
  const scripts = await bundleScripts();

  const files = new Map<string, Uint8Array | string>();
  for (const model of models) {
    const folder = models.length === 1 ? '' : `${model.name}/`;
    const context = {
      model,
      repository: options.repository,
      models: models.length === 1 ? undefined : '../index.html',
    };
    for (const [path, content] of modelFiles(context)) files.set(`${folder}${path}`, content);
    for (const { name, bytes } of scripts) files.set(`${folder}${name}`, bytes);
    files.set(`${folder}style.css`, styleSheet());
  }
  if (models.length > 1) {
    files.set('index.html', renderModelsPage(models));
    files.set('style.css', styleSheet());
  }
  files.set(MARK, '');
  writeAll(options.out, files);
  return {
    files: files.size,
    scriptBytes: scripts.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0),
  };
}

function modelFiles(context: PageContext): Map<string, Uint8Array | string> {
  const files = new Map<string, Uint8Array | string>(context.model.files);
  for (const page of pagesOf(context)) files.set(page.path, renderPage(page, context));
  return files;
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
