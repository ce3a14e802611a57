import { comparePage } from './compare-page.ts';
import { historyPage } from './history-page.ts';
import type { Page, PageContext } from './page.ts';
import { predictPage } from './predict-page.ts';
import { versionPage } from './version-page.ts';

/** Every page of a model. */
export function pagesOf(context: PageContext): Page[] {
  return [
    predictPage(context),
    historyPage(context),
    comparePage(context),
    ...context.model.versions.map((version) => versionPage(context, version)),
  ];
}
