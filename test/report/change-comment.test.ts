import { expect, test } from 'vitest';
import {
  type RunFacts,
  renderChangeComment,
  renderUndecidedComment,
} from '../../pipeline/report/change-comment.ts';
import { type ChangeReport, changeReportSchema } from '../../pipeline/report/change-report.ts';
import { judgedReport } from '../../platform/run/change-report.ts';
import { makeReportInput } from './fixture.ts';

const facts: RunFacts = { runUrl: 'https://github.test/o/r/actions/runs/7', commit: 'a'.repeat(40) };
const FOOTER =
  '<sub>Computed by the code of aaaaaaaaaa itself, which may have changed how. [Run and report](https://github.test/o/r/actions/runs/7).</sub>';

const judged = judgedReport(makeReportInput());
/** What arrives on the other side of an artifact. */
const handedOver = (report: ChangeReport) => changeReportSchema.parse(JSON.parse(JSON.stringify(report)));

const invalid: ChangeReport = {
  schemaVersion: 1,
  stage: 'report',
  model: 'rides',
  title: 'Rides',
  kind: 'invalid',
  validation: [
    {
      schemaVersion: 1,
      stage: 'validate',
      inputs: { data: 'd' },
      period: '2024-01',
      rows: 100,
      kept: 90,
      filtered: 10,
      violations: [
        violation('warning', 'a few nulls', 3),
        violation('error', 'a month of <b>other</b> rows', 12_000),
      ],
      passed: [],
      skipped: [],
      schema: { digest: 'd', columns: [], extra: [], notes: [] },
      ok: false,
    },
  ],
};

function violation(severity: 'error' | 'warning', message: string, count: number) {
  return { rule: 'r', column: null, severity, count, share: 0.1, maxShare: 0, message, samples: [] };
}

test('a judged change reads as its summary does, with the run below', () => {
  const comment = renderChangeComment(handedOver(judged), facts);
  expect(comment).toMatch(/^## ✅ Promote: Duration of New York green-taxi rides\n/);
  expect(comment).toContain('### Slices that moved most');
  expect(comment.endsWith(FOOTER)).toBe(true);
});

test('it names the months that a person accepted, and why', () => {
  const input = makeReportInput();
  const [first, ...others] = input.provenance.data;
  const data = [{ ...first!, accepted: 'The **meter** was off.' }, ...others];
  const report = judgedReport({ ...input, provenance: { ...input.provenance, data } });
  const comment = renderChangeComment(handedOver(report), facts);
  expect(comment.match(/^.* was accepted as it is: .*$/gm)).toEqual([
    `${first!.period} was accepted as it is: The &#42;&#42;meter&#42;&#42; was off.`,
  ]);
  expect(renderChangeComment(handedOver(judged), facts)).not.toContain('accepted');
});

test('it says what changed in the contract and in the coefficients since the champion', () => {
  const comment = renderChangeComment(handedOver(judged), facts);
  const folded = comment.match(/<summary>(What changed: [^<]*)<\/summary>/)?.[1];
  expect(folded).toMatch(/^What changed: \d+ keys? of the contract, and the coefficients$/);
});

test('invalid data leads with what it breaks, errors before warnings, nothing of it markup', () => {
  expect(renderChangeComment(handedOver(invalid), facts)).toBe(`## ❌ Reject: Rides

**The data breaks the contract in 2024-01: 1 error.** No model was trained.

| month | severity | what | rows |
| :-- | :-- | :-- | --: |
| 2024-01 | error | a month of &#60;b&#62;other&#60;/b&#62; rows | 12,000 |
| 2024-01 | warning | a few nulls | 3 |

${FOOTER}`);
});

test('a change that feeds nothing new is told in two lines', () => {
  const report: ChangeReport = {
    schemaVersion: 1,
    stage: 'report',
    kind: 'unaffected',
    model: 'rides',
    title: 'Rides',
  };
  expect(renderChangeComment(report, facts)).toBe(
    `## 🟰 Nothing that feeds Rides changed\n\nNo model was trained.\n\n${FOOTER}`,
  );
});

test('where there is no report, nothing said before holds any longer', () => {
  expect(renderUndecidedComment('rides', facts)).toBe(`## ❓ Could not decide: rides

The run ended without a report, so nothing is known of this change. Its log tells why.

${FOOTER}`);
});

test('the comment fits into GitHub, however much the data breaks', () => {
  const [report] = invalid.validation;
  const many = Array.from({ length: 5000 }, () => violation('error', '<'.repeat(5000), 1));
  const comment = renderChangeComment({ ...invalid, validation: [{ ...report!, violations: many }] }, facts);
  expect(comment.length).toBeLessThan(65_536);
});
