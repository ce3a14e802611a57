import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { codeRoot } from '../../platform/run/code-identity.ts';
import { readSettings } from '../../service/settings.ts';

const read = (name: string) => readFileSync(join(codeRoot, 'service', name), 'utf8');
const documents = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS());
const kind = (name: string) => documents.find((document) => document.kind === name);
const { spec } = kind('Deployment');
const pod = spec.template.spec;
const [container] = pod.containers;
const dockerfile = read('Dockerfile');
const image = Object.fromEntries(
  Array.from(dockerfile.matchAll(/(\w+)=(\S+)/g), ([, name, value]) => [name, value]),
);
const env = Object.fromEntries(
  container.env.map(({ name, value }: { name: string; value?: string }) => [name, value ?? 'x'.repeat(16)]),
);
const settings = readSettings({ ...image, ...env }, '/');

it('a new pod is ready before an old one goes, and there are two at least', () => {
  expect(spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
  expect(container.readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'http' });
  expect(kind('HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
  expect(spec.replicas).toBeUndefined();
});

it('a pod has the time to drain and to answer the slowest request before it is killed', () => {
  const slowestMs = settings.drainMs + settings.timeoutMs;
  expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(slowestMs);
});

it('runs as the user of the image, and may write nowhere but into the log, which has room', () => {
  expect(dockerfile).toMatch(/^USER 1000:1000$/m);
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000 });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(container.volumeMounts).toEqual([{ name: 'log', mountPath: settings.logDir }]);
  expect(pod.volumes[0].emptyDir.sizeLimit).toBe('1Gi');
  expect(settings.logBytes).toBeLessThan(1_073_741_824);
});

it('listens where it is looked for', () => {
  expect([settings.host, settings.port]).toEqual(['0.0.0.0', container.ports[0].containerPort]);
  expect(spec.template.metadata.annotations['prometheus.io/port']).toBe(String(settings.port));
});
