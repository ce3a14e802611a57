import { headline, pass, type Rule } from '../rule.ts';

/** Where there is nothing to be better than, all other rules decide. */
export const firstModelRule: Rule = {
  name: 'first model',
  judge: ({ champion }) =>
    champion
      ? pass(`There is a champion, ${champion.version}.`)
      : headline('The first model: there is no champion yet, so every other rule decides.'),
};
