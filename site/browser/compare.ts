import type { CompareDocument } from '../../pipeline/site/compare-document.ts';
import { compareVersions } from '../../pipeline/site/compare-versions.ts';
import { keepOffline } from './keep-offline.ts';
import { showComparison } from './show-comparison.ts';

const page = JSON.parse(document.getElementById('page-data')!.textContent!) as CompareDocument;
const [first, second] = ['first', 'second'].map((id) => document.getElementById(id) as HTMLSelectElement);
const summaryOf = (version: string) => page.versions.find((summary) => summary.version === version)!;
const isKnown = (version: string | null): version is string =>
  page.versions.some((summary) => summary.version === version);

/** What the address asks for; else the version in production, and the newest of the others. */
function chosen(): [string, string] {
  const asked = new URLSearchParams(location.hash.slice(1));
  const champion = page.versions.find(({ status }) => status === 'champion')?.version;
  const others = page.versions.map(({ version }) => version).filter((version) => version !== champion);
  const [a, b] = [asked.get('a'), asked.get('b')];
  const one = isKnown(a) ? a : (champion ?? others.pop()!);
  return [one, isKnown(b) ? b : (others.findLast((version) => version !== one) ?? one)];
}

function show(): void {
  const [a, b] = [summaryOf(first!.value), summaryOf(second!.value)];
  const drift = page.drift[a.version]?.[b.version] ?? page.drift[b.version]?.[a.version] ?? {};
  const comparison = compareVersions(a, b, page.errors);
  document.getElementById('comparison')!.innerHTML = showComparison(
    [a, b],
    comparison,
    drift,
    page.unit,
  ).text;
  history.replaceState(null, '', `#a=${a.version}&b=${b.version}`);
}

function read(): void {
  [first!.value, second!.value] = chosen();
  show();
}

for (const select of [first, second]) select!.addEventListener('change', show);
window.addEventListener('hashchange', read);
read();
keepOffline();
