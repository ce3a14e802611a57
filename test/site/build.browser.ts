import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { RatchetError } from '../../pipeline/errors.ts';
import { buildSite } from '../../site/build-site.ts';
import { renderCard } from '../../site/card.ts';
import { makeParcels } from '../cli/parcels.ts';
import { taxiWithTwo } from './taxi-site.ts';

let root: string;
let remove: () => void;

beforeAll(async () => {
  ({ root, remove } = taxiWithTwo());
});
afterAll(() => remove?.());

const build = (from: string, out: string) =>
  buildSite(from, { out, repository: undefined, fetch: false, threads: 1, today: '2026-11-28' });

describe('building', () => {
  it('gives the same bytes each time, and leaves nothing of the site before', async () => {
    const out = join(root, 'out', 'site');
    const { files } = await build(root, out);
    const page = readFileSync(join(out, 'history.html'), 'utf8');
    writeFileSync(join(out, 'stale.html'), 'of a version that is no more');
    expect((await build(root, out)).files).toBe(files);
    expect(readFileSync(join(out, 'history.html'), 'utf8')).toBe(page);
    expect(existsSync(join(out, 'stale.html'))).toBe(false);
  });

  it('does not empty a folder that holds something else', async () => {
    const out = join(root, 'out', 'mine');
    await build(root, out);
    rmSync(join(out, '.nojekyll'));
    await expect(build(root, out)).rejects.toThrow('holds something that is no site');
    expect(existsSync(join(out, 'index.html'))).toBe(true);
  });

  it('links no commit where the repository is not known', async () => {
    const out = join(root, 'out', 'unlinked');
    await build(root, out);
    expect(readFileSync(join(out, 'history.html'), 'utf8')).not.toContain('/commit/');
  });

  it('gives every address relative, so that the site may lie in any folder', () => {
    for (const name of ['index.html', 'history.html', 'compare.html', 'versions/v1.html']) {
      const page = readFileSync(join(root, 'out/unlinked', name), 'utf8');
      expect(page.match(/(?:href|src)="\/[^"]*"/g)).toBeNull();
    }
  });

  it('tells where there is no model', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'ratchet-empty-'));
    await expect(build(empty, join(empty, 'site'))).rejects.toThrow(RatchetError);
    rmSync(empty, { recursive: true });
  });

  it('gives several models a folder each and a list of them; one without a version says so', async () => {
    const other = mkdtempSync(join(tmpdir(), 'ratchet-other-'));
    await makeParcels(other);
    cpSync(join(other, 'models', 'parcels'), join(root, 'models', 'parcels'), { recursive: true });
    rmSync(other, { recursive: true });
    const out = join(root, 'out', 'several');
    await build(root, out);
    expect(readdirSync(out).sort()).toEqual([
      '.nojekyll',
      'index.html',
      'nyc-green-taxi',
      'parcels',
      'style.css',
    ]);
    const list = readFileSync(join(out, 'index.html'), 'utf8');
    expect(list).toContain('href="nyc-green-taxi/index.html"');
    expect(list).toContain('v2 is live, RMSE 4.781 min');
    expect(list).toContain('Nothing is live');
    const parcels = (name: string) => readFileSync(join(out, 'parcels', name), 'utf8');
    expect(parcels('index.html')).toContain(
      'No version was published yet. There is nothing to predict with.',
    );
    expect(parcels('index.html')).not.toContain('<script');
    expect(parcels('history.html')).toContain('Nothing is live');
    expect(parcels('compare.html')).toContain('There is no version yet.');
  });
});

test('the scripts use no exp and log of the browser, whose last bit differs', () => {
  for (const name of ['predict.js', 'compare.js']) {
    expect(readFileSync(join(root, 'out/unlinked', name), 'utf8')).not.toMatch(
      /Math\.(exp|log|log1p|log2|log10|expm1|pow|cbrt|hypot|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2)\b/,
    );
  }
});

describe('a card', () => {
  const render = (card: string) => renderCard(card).text;

  it('is shown without what is for machines and without its title, with headings one level down', () => {
    expect(render('---\nlicense: mit\n---\n\n# Rides, v1\n\nText.\n\n## Limits\n\n- one\n')).toBe(
      '<p>Text.</p>\n<h3>Limits</h3>\n<ul>\n<li>one</li>\n</ul>\n',
    );
  });

  it('brings neither HTML nor scripts nor pictures', () => {
    const text = render(
      'a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>\n\n![p](http://x/y.png) [l](javascript:alert(1))',
    );
    expect(text).not.toMatch(/<img|<script|javascript:/);
    expect(text).toContain('&lt;script&gt;');
  });

  it('has tables whose numbers stand to the right and whose sums may be broken', () => {
    const sum = 'b8e2'.repeat(16);
    const text = render(
      `## Data\n\n| Use | Rows | sha256 |\n| --- | --: | --- |\n| training | 76,518 | ${sum} |\n`,
    );
    expect(text).toContain('aria-label="Table: Data"');
    expect(text).toContain('<th scope="col" class="number">Rows</th>');
    expect(text).toContain(`<td class="number">76,518</td><td><code>${sum}</code></td>`);
  });
});
