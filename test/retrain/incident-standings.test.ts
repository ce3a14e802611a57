import { expect, it } from 'vitest';
import { type IncidentFacts, standingsOf } from '../../pipeline/retrain/incident-standings.ts';
import { reportOf } from './report-of.ts';

const STOCK = { known: [], fresh: [], invalid: [], republished: [], overdue: null, warnings: [] };
const of = (facts: Partial<IncidentFacts>) =>
  standingsOf({
    model: 'rides',
    stock: STOCK,
    report: undefined,
    decision: { kind: 'wait', reasons: ['It is too early.'] },
    runUrl: 'https://github.test/runs/1',
    ...facts,
  });
const standing = (kind: string, facts: Partial<IncidentFacts>) => of(facts).find((one) => one.kind === kind);
const textOf = (kind: string, facts: Partial<IncidentFacts>) => {
  const found = standing(kind, facts);
  if (found?.is !== 'wrong') throw new Error(`${kind} is not wrong`);
  return found.text.body;
};
const ENTRY = `\`\`\`yaml\n2024-04:\n  sha256: ${'a'.repeat(64)}\n  reason:\n\`\`\``;

it('a broken month is told with what it takes to accept it', () => {
  const body = textOf('slice', { report: reportOf('2024-04', ['slice', 'drift']) });
  expect(body).toContain('put this into `models/rides/accepted-months.yaml`, and say why.');
  expect(body).toContain(ENTRY);
  // That the world has changed is nothing to accept: the policy answers it.
  expect(textOf('drift', { report: reportOf('2024-04', ['slice', 'drift']) })).not.toContain(
    'accepted-months',
  );
});

it('so is one that breaks the contract; what is no file of rows cannot be accepted', () => {
  const faults = [{ message: 'miles are null', rows: 7 }];
  const unreadable = { period: '2024-05', faults: [{ message: 'no Parquet', rows: null }] };
  const invalid = [{ period: '2024-04', sha256: 'a'.repeat(64), faults }, unreadable];
  const body = textOf('data', { stock: { ...STOCK, invalid } });
  expect(body).toContain(ENTRY);
  expect(textOf('data', { stock: { ...STOCK, invalid: [unreadable] } })).not.toContain('accepted-months');
});

it('is over once the month is accepted, with the reason; what else was found of it stays', () => {
  const report = reportOf('2024-04', ['labels', 'drift']);
  const facts = { report, accepted: 'Zone *d* was rebuilt.' };
  expect(standing('slice', facts)).toEqual({
    kind: 'slice',
    is: 'over',
    lastWord: '2024-04 was accepted as it is: Zone &#42;d&#42; was rebuilt.',
  });
  expect(standing('drift', facts)?.is).toBe('wrong');
  // Nothing was known of it while the month was broken.
  expect(standing('decay', { report })).toBeUndefined();
  expect(standing('decay', facts)?.is).toBe('over');
});
