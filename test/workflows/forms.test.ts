import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from './yaml-file.ts';

/** Issue forms as GitHub documents them: docs.github.com, "Syntax for issue forms" and "Syntax for GitHub's form schema". */
const id = z.string().regex(/^[\w-]+$/);
const label = z.string().min(1);
const description = z.string().optional();
const validations = z.strictObject({ required: z.boolean() }).optional();
const texts = { label, description, placeholder: z.string().optional(), value: z.string().optional() };
const element = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string().min(1) }) }),
  z.strictObject({ type: z.literal('input'), id, attributes: z.strictObject(texts), validations }),
  z.strictObject({
    type: z.literal('textarea'),
    id,
    attributes: z.strictObject({ ...texts, render: z.string().optional() }),
    validations,
  }),
  z.strictObject({
    type: z.literal('dropdown'),
    id,
    attributes: z.strictObject({
      label,
      description,
      multiple: z.boolean().optional(),
      options: z
        .array(z.string())
        .min(1)
        .refine((options) => new Set(options).size === options.length && !options.includes('None')),
      default: z.number().int().optional(),
    }),
    validations,
  }),
]);
const formSchema = z.strictObject({
  name: z.string().min(3),
  description: z.string().min(3),
  title: z.string().optional(),
  // A label that a clone lacks is not made: forms set none.
  body: z
    .array(element)
    .refine((body) => body.some(({ type }) => type !== 'markdown'), 'asks for nothing')
    .refine((body) => distinct(body.flatMap((item) => ('id' in item ? [item.id] : []))), 'two of one id')
    .refine(
      (body) => distinct(body.flatMap((item) => ('id' in item ? [item.attributes.label] : []))),
      'two of one label',
    ),
});

const distinct = (values: readonly string[]) => new Set(values).size === values.length;
const read = (path: string): unknown => parse(readFileSync(join(ROOT, '.github', path), 'utf8'));
const forms = readdirSync(join(ROOT, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

describe('an issue form', () => {
  it.each(forms)('%s is one that GitHub takes', (name) => {
    expect(formSchema.safeParse(read(`ISSUE_TEMPLATE/${name}`)).error?.message).toBeUndefined();
  });

  it.each([
    ['a key that GitHub does not know', { ...valid(), assignee: 'someone' }],
    [
      'an element of no known type',
      { ...valid(), body: [{ type: 'text', id: 'a', attributes: { label: 'A' } }] },
    ],
    ['only a text to read', { ...valid(), body: [{ type: 'markdown', attributes: { value: 'Hello' } }] }],
    ['two elements of one id', { ...valid(), body: [question('a', 'A'), question('a', 'B')] }],
    ['two elements of one label', { ...valid(), body: [question('a', 'A'), question('b', 'A')] }],
  ])('is refused with %s', (_, form) => {
    expect(formSchema.safeParse(form).success).toBe(false);
  });
});

function question(name: string, text: string) {
  return { type: 'input', id: name, attributes: { label: text } };
}

function valid() {
  return { name: 'Form', description: 'A form.', body: [question('a', 'A')] };
}

it('the choice of forms leaves a blank issue possible', () => {
  expect(read('ISSUE_TEMPLATE/config.yml')).toEqual({ blank_issues_enabled: true });
});

describe('Dependabot', () => {
  const { updates } = z
    .looseObject({
      updates: z.array(z.looseObject({ 'package-ecosystem': z.string(), cooldown: z.unknown() })),
    })
    .parse(read('dependabot.yml'));
  const cooldowns = Object.fromEntries(
    updates.map((update) => [update['package-ecosystem'], update.cooldown]),
  );

  it('lets packages, actions and base images age before it offers them', () => {
    // Of actions it knows no versions, and takes the days of the default alone.
    expect(cooldowns).toEqual({
      npm: { 'default-days': 7, 'semver-major-days': 30 },
      'github-actions': { 'default-days': 7 },
      docker: { 'default-days': 7 },
    });
  });
});
