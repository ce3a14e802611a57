import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { RIDE, services } from './serve.ts';

const serve = services();
const read = (name: string) => readFileSync(join(codeRoot, 'service/observability', name), 'utf8');

interface Alerts {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}
interface Dashboard {
  panels: {
    id: number;
    gridPos: { x: number; y: number; w: number; h: number };
    targets: { expr: string }[];
  }[];
}

const alerts = (parse(read('alerts.yaml')) as Alerts).groups.flatMap(({ rules }) => rules);
const { panels } = JSON.parse(read('grafana-dashboard.json')) as Dashboard;
const expressions = [
  ...alerts.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

it('alerts and dashboard ask for metrics that the service has, by labels that they have', async () => {
  const { get, post } = await serve();
  await post('/predict/batch', { rides: Array(500).fill({ ...RIDE, PULocationID: 'nowhere' }) });
  await post('/predict', RIDE);
  const text = await (await get('/metrics')).text();
  for (const [metric] of expressions.join('\n').matchAll(/\b(?:ratchet|process|nodejs)_[a-z0-9_]+/g))
    expect(text, metric).toMatch(new RegExp(`^(?:# TYPE )?${metric}[ {]`, 'm'));
  const labels = new Set([...text.matchAll(/[{,]([a-z]+)="/g)].map(([, label]) => label));
  for (const [, used] of expressions.join('\n').matchAll(/by \(([a-z, ]+)\)/g))
    for (const label of used!.split(', ')) expect([...labels, 'result']).toContain(label);
});

it('every alert says what is the matter', () => {
  expect(alerts).toHaveLength(9);
  for (const { annotations } of alerts) expect(annotations.summary.length).toBeGreaterThan(20);
});

it('every alert is made to fire by a test of its own', () => {
  const { tests } = parse(read('alerts.test.yaml')) as {
    tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
  };
  const firing = tests
    .flatMap(({ alert_rule_test }) => alert_rule_test)
    .filter(({ exp_alerts }) => exp_alerts.length > 0);
  expect(new Set(firing.map(({ alertname }) => alertname))).toEqual(
    new Set(alerts.map(({ alert }) => alert)),
  );
});

it('panels of the dashboard do not overlap', () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)}:${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});
