import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../pipeline/digest/digest.ts';
import { appendEvents, type NewEvent } from '../../pipeline/publish/registry.ts';
import { versionDigest } from '../../pipeline/publish/version-digest.ts';
import { MODEL } from './serve.ts';

const AT = '2021-06-01T00:00:00.000Z';

interface Documents {
  model: { final: number[] };
  metrics: {
    evaluation: { rows: number; periods: string[]; models: Record<string, { metrics: { rmse: number } }> };
    verdict: { inputs: Record<string, string> };
  };
  manifest: {
    version: string;
    digest: string;
    contract: string;
    inputs: Record<string, string>;
    data: { training: never[] };
    files: { path: string; bytes: number; sha256: string }[];
  };
}

/**
 * Registers a version that predicts so many minutes more than v1, whole and sealed as a published one.
 *
 * @returns its digest
 */
export function addVersion(root: string, version: string, more: number): string {
  const folder = join(root, 'models', MODEL);
  const path = (name: string) => join(folder, 'versions', version, name);
  cpSync(join(folder, 'versions', 'v1'), join(folder, 'versions', version), { recursive: true });
  const read = <K extends keyof Documents>(name: K) =>
    JSON.parse(readFileSync(path(`${name}.json`), 'utf8')) as Documents[K];
  const [model, metrics, manifest] = [read('model'), read('metrics'), read('manifest')];
  model.final[0]! += more;
  const text = `${JSON.stringify(model)}\n`;
  const digest = versionDigest({
    model: sha256(text),
    contract: manifest.contract,
    data: manifest.data.training,
  });
  metrics.verdict.inputs['candidate'] = digest;
  manifest.version = version;
  manifest.digest = digest;
  writeFileSync(path('model.json'), text);
  writeFileSync(path('metrics.json'), `${JSON.stringify(metrics)}\n`);
  for (const file of manifest.files) {
    const bytes = readFileSync(path(file.path));
    file.bytes = bytes.length;
    file.sha256 = sha256(bytes);
  }
  writeFileSync(path('manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const { rows, periods, models } = metrics.evaluation;
  const holdout = { periods, rows, rmse: models['candidate']!.metrics.rmse };
  const seal = sha256(readFileSync(path('manifest.json')));
  append(root, { event: 'registered', version, digest, at: AT, reason: 'a test', manifest: seal, holdout });
  return digest;
}

/** Makes a registered version the champion. */
export function promote(root: string, version: string, digest: string): void {
  append(root, { event: 'promoted', version, digest, at: AT, reason: 'a test', basis: 'better' });
}

function append(root: string, event: NewEvent): void {
  const path = join(root, 'models', MODEL, 'registry.jsonl');
  appendFileSync(path, appendEvents(readFileSync(path, 'utf8'), [event]));
}
