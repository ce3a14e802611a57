import { linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Scorer } from '../../../pipeline/predict/scorer.ts';
import { openRows } from '../../../platform/open-rows.ts';
import { checkSeparate, predictFile } from '../../../platform/run/predict-file.ts';
import { readColumns } from '../../ingest/read-block.ts';
import { RIDES } from '../../ingest/rides-contract.ts';
import { parcelModel } from '../../predict/parcel-model.ts';
import { errorOf } from '../error-of.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/parquet');
const folder = temporaryFolders();

/** 5 minutes, 2 more by phone, 3 a mile, and what the zone adds; trained on zones 43 and 74. */
const model = {
  ...parcelModel({
    columns: RIDES.columns,
    features: RIDES.features,
    recipe: RIDES.recipe,
    final: [5, 2, 3, 10, -1],
    target: RIDES.target,
  }),
  state: { categories: { zone: ['43', '74'] }, tables: {} },
};

const WRITTEN = {
  ...RIDES,
  columns: {
    zone: RIDES.columns['zone']!,
    miles: RIDES.columns['miles']!,
    riders: RIDES.columns['riders']!,
    duration_prediction: { type: 'number' as const },
    warnings: { type: 'category' as const },
  },
};

async function predict(input: string, out = join(folder(), 'out.parquet')) {
  const source = await openRows(input);
  try {
    const summary = await predictFile({ scorer: new Scorer(model), source, out, metadata: new Map() });
    return { summary, out };
  } finally {
    source.close();
  }
}

describe('a file that is scored', () => {
  it('becomes the columns that the model reads, the prediction and warnings, in the order of the rows', async () => {
    const { summary, out } = await predict(join(FIXTURES, 'same/plain.parquet'));
    expect(await readColumns(WRITTEN, out)).toEqual({
      zone: ['43', '265', '74', '74', '1', ''],
      miles: [1.25, 12, 0, 2.5, Number.NaN, 3],
      riders: [1, 2, Number.NaN, Number.NaN, 5, 1],
      // 5 + 3 · 1.25 + 10; 5 + 3 · 12; 5 + 2 − 1; 5 + 2 + 3 · 2.5 − 1; 5; 5 + 3 · 3
      duration_prediction: [18.75, 41, 6, 13.5, 5, 14],
      warnings: [
        '',
        'zone 265 was not seen in training',
        '',
        '',
        'zone 1 was not seen in training; miles is missing',
        'zone is missing',
      ],
    });
    expect(summary).toEqual({
      rows: 6,
      warnings: { missing: 2, unseen: 2 },
      mean: (18.75 + 41 + 6 + 13.5 + 5 + 14) / 6,
    });
  });

  it.each([
    'decimal',
    'dictionary-ids',
    'float-ids-brotli',
    'int16-ms-gzip',
    'one-row-a-group',
    'other-order',
    'renamed',
    'text-ids-lz4',
    'uint64-large-string',
  ])('gives the same however it was written: %s', async (name) => {
    const { out } = await predict(join(FIXTURES, `same/${name}.parquet`));
    const { duration_prediction } = await readColumns(WRITTEN, out);
    expect(duration_prediction).toEqual([18.75, 41, 6, 13.5, 5, 14]);
  });

  it('keeps categories as integers where they are some, and as text where not', async () => {
    const typeOf = async (file: string) => {
      const source = await openRows(file);
      source.close();
      return source.schema.find(({ name }) => name === 'zone')!.type;
    };
    expect(await typeOf((await predict(join(FIXTURES, 'same/plain.parquet'))).out)).toBe('int64');
    expect(await typeOf((await predict(join(FIXTURES, 'same/text-ids-lz4.parquet'))).out)).toBe('string');
    expect(await typeOf((await predict(join(FIXTURES, 'same/uint64-large-string.parquet'))).out)).toBe(
      'string',
    );
    const { out } = await predict(join(FIXTURES, 'huge-ids.parquet'));
    expect((await readColumns(WRITTEN, out))['zone']).toEqual([
      '1152921504606846976',
      '1152921504606846977',
      '1152921504606846976',
      '-5',
      '7',
      '',
    ]);
  });

  it('may hold NaN and infinities: predictions stay finite', async () => {
    const { out, summary } = await predict(join(FIXTURES, 'not-finite.parquet'));
    const { duration_prediction, warnings } = await readColumns(WRITTEN, out);
    // 3 · 1e308 overflows: the middle of 1 to 60 stands in.
    expect(duration_prediction).toEqual([15, 5, 6, 30.5, 5, 11]);
    expect(warnings![1]).toBe('zone 265 was not seen in training; miles is infinite and counts as 0');
    expect(summary.warnings).toEqual({ missing: 2, unseen: 2, 'outside-range': 2, 'unusual-prediction': 1 });
  });

  it('of no rows becomes one of no rows', async () => {
    const { out, summary } = await predict(join(FIXTURES, 'no-rows.parquet'));
    expect(summary).toEqual({ rows: 0, warnings: {}, mean: Number.NaN });
    expect((await readColumns(WRITTEN, out))['duration_prediction']).toEqual([]);
  });

  it('needs no column that the model does not read, but all that it does', async () => {
    const csv = (header: string, row: string) => {
      const path = join(folder(), 'rides.csv');
      writeFileSync(path, `${header}\n${row}\n`);
      return path;
    };
    const { out } = await predict(csv('riders,zone,extra,miles', '1,43,x,2'), join(folder(), 'out.csv'));
    expect(readFileSync(out, 'utf8')).toBe('riders,zone,miles,duration_prediction,warnings\n1,43,2,21,\n');
    const error = await errorOf(() => predict(csv('zone,milles', '43,2')));
    expect([error.code, error.exitCode]).toEqual(['schema', 3]);
    expect(error.message).toContain(
      'column miles: expected a number named miles, found none of them; did you mean "milles"?',
    );
    expect(error.message).toContain('column riders');
  });

  it('leaves nothing behind when it turns out to be damaged', async () => {
    const path = join(folder(), 'rides.parquet');
    const out = join(folder(), 'out.parquet');
    const rows = Array.from({ length: 20_000 }, (_, i) => `43,${i % 7},1`);
    writeFileSync(`${path}.csv`, ['zone,miles,riders', ...rows].join('\n'));
    await predict(`${path}.csv`, path);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 100, 400);
    writeFileSync(path, bytes);
    const error = await errorOf(() => predict(path, out));
    expect([error.code, error.exitCode]).toEqual(['data', 3]);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });
});

describe('a file to write', () => {
  it('is never the input, whatever name leads there', async () => {
    const dir = folder();
    const [input, hard, soft] = ['rides.csv', 'hard.csv', 'soft.csv'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(input, 'zone\n43\n');
    linkSync(input, hard);
    symlinkSync(input, soft);
    for (const out of [input, hard, soft, join(dir, '.', 'rides.csv')]) {
      expect((await errorOf(() => checkSeparate(input, out))).code).toBe('usage');
    }
    checkSeparate(input, join(dir, 'new.csv'));
    checkSeparate(join(dir, 'missing.csv'), input);
  });
});
