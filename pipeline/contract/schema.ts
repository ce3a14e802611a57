import { z } from 'zod';

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'a name is letters, digits and _, starting with a letter');
const expression = z
  .string()
  .min(1)
  .describe('An expression over columns, numbers and keys, such as phone * log_miles');
const share = z.number().min(0).max(1);
const keep = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'the lower end of the range comes first')
  .describe('Rows whose target lies in this range are learnt and judged, both ends included');
const severity = z.enum(['error', 'warning']).describe('error stops the pipeline, warning is shown');

/** A column of the source, under its logical type: integer widths and timestamp units may vary from month to month. */
export const columnSchema = z.strictObject({
  type: z.enum(['timestamp', 'number', 'category']),
  from: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Names it has had in the source; its own name when left out'),
});

export const targetSchema = z.union([
  z.strictObject({
    name,
    unit: z.string(),
    minutes_between: z.tuple([name, name]),
    keep,
  }),
  z.strictObject({ name, unit: z.string(), column: name, keep }),
]);

export const checkSchema = z.union([
  z.strictObject({
    range: name,
    min: z.number().optional(),
    max: z.number().optional(),
    severity,
    max_share: share.default(0),
  }),
  z.strictObject({
    allowed: name,
    values: z.array(z.union([z.string(), z.number()])),
    severity,
    max_share: share.default(0),
  }),
  z.strictObject({ nulls: name, severity, max_share: share }),
  z.strictObject({ inside_period: name, severity, max_share: share }),
  z.strictObject({ duplicates: z.literal('rows'), severity, max_share: share }),
  z.strictObject({ row_count: z.tuple([z.number().int(), z.number().int()]), severity }),
  z.strictObject({ freshness_days: z.number(), severity }),
  z.strictObject({ filtered: z.literal('rows'), severity, max_share: share }),
  z.strictObject({ psi: z.literal('profile'), max: z.number(), severity: z.literal('warning') }),
]);

/** One encoding: rows that share a key share the shrunken weighted mean of what the earlier steps left. */
export const encodingSchema = z.strictObject({
  by: z.array(name).min(1).describe('Keys; rows equal in all of them share a value'),
  shrink: z.number().positive().describe('Weight of the pull towards zero, in weighted rows'),
  min: z.number().int().positive().optional().describe('Fewer rows than this give 0'),
  slope: name.optional().describe('A number: the encoding is then minutes per unit of it'),
});

export const encodingGroupSchema = z.strictObject({
  group: name,
  min: z.number().int().positive().default(2),
  clip: z
    .number()
    .positive()
    .optional()
    .describe('Residuals are clipped to ± this before the group is fitted'),
  chains: z
    .record(name, z.array(encodingSchema).min(1))
    .describe('Chains are fitted side by side; in a chain each on what the earlier left'),
});

/** A recipe: how columns become a prediction. Only `final` is required. */
export const recipeSchema = z
  .strictObject({
    scale: z
      .enum(['identity', 'log1p'])
      .default('identity')
      .describe('The scale base and encodings are fitted on'),
    weight: expression.optional(),
    folds: z.number().int().min(2).max(10).default(3),
    base: z.array(expression).default([]),
    encodings: z
      .array(encodingGroupSchema)
      .check(({ value, issues }) => {
        for (const [i, { group }] of value.entries()) {
          if (value.findIndex((other) => other.group === group) === i) continue;
          const message = `there is a group "${group}" already; each needs a name of its own`;
          issues.push({ code: 'custom', input: group, path: [i, 'group'], message });
        }
      })
      .default([]),
    final: z.array(expression).min(1),
  })
  .refine(({ base, encodings }) => encodings.length === 0 || base.length > 0, {
    path: ['encodings'],
    message: 'encodings are fitted to what the base regression leaves; base needs a term',
  });

export const geometrySchema = z.strictObject({
  between: z.tuple([name, name]),
  measured: name.describe('A number on log scale that positions should reproduce'),
  column: name.optional().describe('The column it is measured by, when it is only known afterwards'),
  unless: name.describe('A 0/1 number: rows whose measurement is not to be believed'),
  dimensions: z.number().int().min(1).max(8).default(3),
  steps: z.number().int().positive().default(600),
  pairs: z.number().int().positive().default(20_000),
  clusters: z.record(name, z.number().int().min(2)),
});

export const featuresSchema = z.strictObject({
  numbers: z.record(name, expression).default({}),
  keys: z.record(name, expression).default({}),
  geometry: geometrySchema.optional(),
});

export const sliceSchema = z.strictObject({
  by: z.array(name).min(1),
  tolerance: z
    .number()
    .nonnegative()
    .describe('How much worse than the champion a slice may be, as a share of its RMSE'),
});

export const gateSchema = z.strictObject({
  promote_on: z.enum(['better', 'no-worse']).default('better'),
  margin: z
    .number()
    .positive()
    .describe('No worse: the upper bound of the difference stays below this, in target units'),
  ceiling: z.number().positive().describe('No model with a larger RMSE ships'),
  alpha: z.number().positive().max(0.5).default(0.05),
  resamples: z.number().int().min(200).default(2000),
  seed: z.number().int().default(20210101),
  max_filtered: share.default(0.1).describe('No larger share of the rows may be filtered out'),
  max_filtered_increase: share
    .default(0.03)
    .describe("More filtered out than the champion's share by this needs a person"),
  max_model_kb: z.number().positive().default(1000),
  max_latency_ms: z.number().positive().default(5),
  slice_min_rows: z.number().int().positive().default(500),
  slices: z.record(name, sliceSchema).default({}),
});

const violatedSchema = z
  .tuple([z.number().int().positive(), z.number().int().positive()])
  .refine(([n, m]) => n <= m, 'n of the last m months: n comes first')
  .describe('[n, m]: in at least n of the last m months, and in the latest');

export const monitorSchema = z.strictObject({
  min_impact: z
    .number()
    .nonnegative()
    .default(0.1)
    .describe('Drift that moves predictions by less, in target units, is noted and no alarm'),
  max_decay: z
    .number()
    .positive()
    .default(0.05)
    .describe('How much the error may grow beside a baseline refitted on the month, as a share'),
  max_slice_decay: z.number().positive().default(0.3).describe('The same for a slice, beside all other rows'),
});

export const contractSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by -'),
  title: z.string(),
  description: z.string(),
  license: z.string().optional(),
  intended_use: z.string(),
  limits: z.array(z.string()).default([]),
  source: z.looseObject({ kind: z.string() }),
  time: name.describe('The timestamp that tells which period and which day a row belongs to'),
  columns: z.record(name, columnSchema),
  tables: z
    .record(name, z.string())
    .default({})
    .describe('Lookup tables: CSV files beside model.yaml, first column the key'),
  target: targetSchema,
  checks: z.array(checkSchema),
  window: z
    .strictObject({
      max_periods: z.number().int().positive().default(3).describe('Trained on up to so many months'),
      holdout: z.number().int().positive().default(1).describe('Judged on so many after them'),
    })
    .prefault({}),
  features: featuresSchema.prefault({}),
  recipe: recipeSchema,
  comparisons: z.record(z.string().regex(/^[a-z0-9-]+$/), recipeSchema).default({}),
  gate: gateSchema,
  release: z
    .strictObject({ policy: z.enum(['pull-request', 'auto-merge', 'direct']).default('pull-request') })
    .prefault({}),
  retrain: z
    .strictObject({
      new_data: z.boolean().default(false).describe('A new month is reason enough'),
      max_age_days: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('A champion that was published longer ago is trained anew, whatever the data'),
      drift: violatedSchema.optional().describe('Drift that is reason enough'),
      decay: violatedSchema.optional().describe('Decay that is reason enough'),
      unseen_months: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('So many months that the champion was not trained on are reason enough'),
      cooldown_months: z
        .number()
        .int()
        .nonnegative()
        .optional()
        .describe('Months after a training in which none of these is a reason'),
      budget: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('Trainings in twelve months at most, those that were refused too'),
    })
    .optional()
    .describe('When continuous training trains; on drift, decay or three unseen months where left out'),
  monitor: monitorSchema.optional().describe('What an ordinary month may look like'),
});

export type Contract = z.infer<typeof contractSchema>;
export type Recipe = z.infer<typeof recipeSchema>;
export type Check = z.infer<typeof checkSchema>;
export type EncodingGroup = z.infer<typeof encodingGroupSchema>;
export type MonitorPolicy = z.infer<typeof monitorSchema>;
export type GatePolicy = z.infer<typeof gateSchema>;
