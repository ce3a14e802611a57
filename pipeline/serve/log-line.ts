import { z } from 'zod';

/** A prediction that was answered. Nothing in it says who asked or for what ride. */
export const predictionLineSchema = z.strictObject({
  kind: z.literal('prediction'),
  id: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  version: z.string(),
  variant: z.enum(['champion', 'challenger']),
  prediction: z.number(),
  /** The trial that was on, and what stands for the key that was asked with. */
  trial: z.string().optional(),
  key: z.string().optional(),
  /** What the challenger would have answered. */
  shadow: z.number().optional(),
});

/** What an earlier prediction's ride really took. */
export const feedbackLineSchema = z.strictObject({
  kind: z.literal('feedback'),
  id: z.string(),
  at: z.number(),
  actual: z.number(),
});

export const logLineSchema = z.discriminatedUnion('kind', [predictionLineSchema, feedbackLineSchema]);

export type PredictionLine = z.infer<typeof predictionLineSchema>;
export type FeedbackLine = z.infer<typeof feedbackLineSchema>;
export type LogLine = z.infer<typeof logLineSchema>;

/** A line of the prediction log, with its newline. By hand, for it is written once a prediction; ids need no escape. */
export function predictionLine(line: PredictionLine): string {
  const { id, at, version, variant, prediction, trial, key, shadow } = line;
  const head = `{"kind":"prediction","id":"${id}","at":${at},"version":"${version}","variant":"${variant}","prediction":${prediction}`;
  const tried = trial === undefined ? '' : `,"trial":"${trial}","key":"${key}"`;
  const shadowed = shadow === undefined ? '' : `,"shadow":${shadow}`;
  return `${head}${tried}${shadowed}}\n`;
}

export function feedbackLine({ id, at, actual }: FeedbackLine): string {
  return `{"kind":"feedback","id":${JSON.stringify(id)},"at":${at},"actual":${actual}}\n`;
}
