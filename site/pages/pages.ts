import type { Page, PageContext } from './page.ts';
import { predictPage } from './predict-page.ts';

/** Every page of a model. */
export function pagesOf(context: PageContext): Page[] {
  return [predictPage(context)];
}
