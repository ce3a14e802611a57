import { describe, expect, it } from 'vitest';
import { recipeSchema } from '../../pipeline/contract/schema.ts';
import { recipeSettings } from '../../pipeline/records/recipe-settings.ts';
import { runSentence } from '../../pipeline/records/run-sentence.ts';
import { runOf } from './records.ts';

describe('a run as a sentence', () => {
  it('tells why it was trained, on what, how well, and what the gate made of it', () => {
    expect(runSentence(runOf({ version: 'v2' }))).toBe(
      'For a release, a model was trained on 2024-01 and 2024-02: RMSE 4.500 min on 2024-03. The gate let it through: Better than the champion v1. It was released as v2.',
    );
  });

  it('tells of a recipe of its own, and that no gate was asked', () => {
    const { verdict: _, ...run } = runOf({ trigger: 'local' });
    const parameters = { ...run.parameters, recipe: 'by-zone' };
    expect(runSentence({ ...run, parameters })).toBe(
      'By hand, a model was trained on 2024-01 and 2024-02 by the recipe by-zone: RMSE 4.500 min on 2024-03. It was only measured.',
    );
  });
});

describe('the settings of a recipe', () => {
  it('are one line a part, encodings by their group and chain', () => {
    const recipe = recipeSchema.parse({
      scale: 'log1p',
      base: ['miles', 'night'],
      encodings: [
        {
          group: 'place',
          clip: 0.5,
          chains: {
            zone: [
              { by: ['zone'], shrink: 20 },
              { by: ['zone', 'hour'], shrink: 40, min: 8, slope: 'miles' },
            ],
          },
        },
      ],
      final: ['prediction'],
    });
    expect(recipeSettings(recipe)).toEqual({
      scale: 'log1p',
      folds: '3',
      base: 'miles, night',
      'encodings.place': 'min 2, clip 0.5',
      'encodings.place.zone': 'zone (shrink 20) → zone × hour (shrink 40, min 8, per miles)',
      final: 'prediction',
    });
  });
});
