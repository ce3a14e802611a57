import type { Check } from '../../pipeline/contract/schema.ts';
import type { Block } from '../../pipeline/ingest/block.ts';
import { makeBlock } from '../ingest/make-block.ts';
import { JANUARY, rides } from './judge-rides.ts';

const error = { severity: 'error' } as const;

/** A check, rides that just pass it, rides that do not, and what is said of them. */
export interface RuleCase {
  readonly check: Check;
  readonly good: Block;
  readonly bad: Block;
  readonly column: string | null;
  readonly count: number;
  readonly message: string;
  readonly samples: [row: number, value: string | number | null][];
}

const NAN = Number.NaN;
export const RULE_CASES: Readonly<Record<string, RuleCase>> = {
  range: {
    check: { range: 'miles', min: 0, max: 100, max_share: 0.25, ...error },
    good: rides({ miles: [0, 100, NAN, 101] }),
    bad: rides({ miles: [-1, 100, NAN, Infinity] }),
    column: 'miles',
    count: 2,
    message:
      'miles: expected a value from 0 to 100 in all but 25 % of the rows, found 2 of 4 rows (50 %) outside; look at the sample rows; if the source has really changed, change the range in model.yaml',
    samples: [
      [1, -1],
      [4, 'Infinity'],
    ],
  },
  'range of a category': {
    check: { range: 'zone', min: 1, max: 265, max_share: 0, ...error },
    good: rides({}, { zone: ['1', '265', '', '74'] }),
    bad: rides({}, { zone: ['1', '266', '', 'N/V'] }),
    column: 'zone',
    count: 2,
    message:
      'zone: expected a value from 1 to 265 in every row, found 2 of 4 rows (50 %) outside; look at the sample rows; if the source has really changed, change the range in model.yaml',
    samples: [
      [2, '266'],
      [4, 'N/V'],
    ],
  },
  allowed: {
    check: { allowed: 'kind', values: ['street', 'phone'], max_share: 0, ...error },
    good: rides({}, { kind: ['street', 'phone', '', 'street'] }),
    bad: rides({}, { kind: ['street', 'phone', '', 'app'] }),
    column: 'kind',
    count: 1,
    message:
      'kind: expected one of street, phone in every row, found 1 of 4 rows (25 %) with another value; add the value to the list in model.yaml if it is a real one',
    samples: [[4, 'app']],
  },
  'allowed numbers': {
    check: { allowed: 'riders', values: [1, 2], max_share: 0, ...error },
    good: rides({ riders: [1, 2, NAN, 1] }),
    bad: rides({ riders: [1, 2, NAN, 9] }),
    column: 'riders',
    count: 1,
    message:
      'riders: expected one of 1, 2 in every row, found 1 of 4 rows (25 %) with another value; add the value to the list in model.yaml if it is a real one',
    samples: [[4, 9]],
  },
  nulls: {
    check: { nulls: 'miles', max_share: 0.25, ...error },
    good: rides({ miles: [1, NAN, 1, 1] }),
    bad: rides({ miles: [NAN, NAN, 1, 1] }),
    column: 'miles',
    count: 2,
    message:
      'miles: expected a value in all but 25 % of the rows, found 2 of 4 rows (50 %) without one; ask the source for the column, or raise max_share in model.yaml if such rows are to be used',
    samples: [
      [1, null],
      [2, null],
    ],
  },
  'nulls of a category': {
    check: { nulls: 'kind', max_share: 0, ...error },
    good: rides(),
    bad: rides({}, { kind: ['', 'a', 'a', ''] }),
    column: 'kind',
    count: 2,
    message:
      'kind: expected a value in every row, found 2 of 4 rows (50 %) without one; ask the source for the column, or raise max_share in model.yaml if such rows are to be used',
    samples: [
      [1, null],
      [4, null],
    ],
  },
  'inside period': {
    check: { inside_period: 'pickup', max_share: 0, ...error },
    good: rides({ pickup: [JANUARY, NAN, JANUARY, Date.UTC(2021, 0, 31, 23, 59, 59, 999)] }),
    bad: rides({ pickup: [JANUARY - 1000, NAN, JANUARY, Date.UTC(2021, 1, 1)] }),
    column: 'pickup',
    count: 2,
    message:
      'pickup: expected a time in 2021-01 in every row, found 2 of 4 rows (50 %) outside; check that the file is the right month; stray rows of other months are usual in small numbers',
    samples: [
      [1, '2020-12-31 23:59:59'],
      [4, '2021-02-01 00:00:00'],
    ],
  },
  duplicates: {
    check: { duplicates: 'rows', max_share: 0.1, ...error },
    good: rides(),
    bad: rides(
      { pickup: new Array(4).fill(JANUARY), miles: [1, 1, 2, 1] },
      { zone: new Array(4).fill('1'), kind: new Array(4).fill('phone') },
    ),
    column: null,
    count: 2,
    message:
      'expected a row of its own in all but 10 % of the rows, found 2 of 4 rows (50 %) that repeat an earlier one; check that the file was not written or joined twice',
    samples: [[2, 'the same as row 1']],
  },
  filtered: {
    check: { filtered: 'rows', max_share: 0.25, ...error },
    good: rides({ dropoff: [JANUARY + 600_000, 0, JANUARY + 3 * 3_600_000, JANUARY + 4 * 3_600_000] }),
    bad: rides({ dropoff: [JANUARY + 600_000, 0, 0, JANUARY + 4 * 3_600_000] }),
    column: 'duration',
    count: 2,
    message:
      'duration: expected from 1 to 60 min in all but 25 % of the rows, found 2 of 4 rows (50 %) outside, and so left out; look at the sample rows: clocks, units or columns may have been swapped',
    samples: [
      [2, -(JANUARY + 3_600_000) / 60_000],
      [3, -(JANUARY + 7_200_000) / 60_000],
    ],
  },
  'row count': {
    check: { row_count: [4, 5_000_000], ...error },
    good: rides(),
    bad: makeBlock(
      { pickup: [JANUARY], dropoff: [JANUARY], miles: [1], riders: [1] },
      { zone: ['1'], kind: ['phone'] },
    ),
    column: null,
    count: 1,
    message:
      'expected 4 to 5,000,000 rows, found 1; check that the file is complete, or change row_count in model.yaml',
    samples: [],
  },
};
