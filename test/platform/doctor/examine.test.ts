import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../platform/doctor/check.ts';
import { examine } from '../../../platform/doctor/examine.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const folder = temporaryFolders();

const PACKAGE = { engines: { node: '>=20.19' }, dependencies: { yaml: '2.9.1', '@scope/name': '1.0.0' } };
const LOCK = {
  packages: {
    '': { name: 'ratchet' },
    'node_modules/yaml': { version: '2.9.1' },
    'node_modules/@scope/name': { version: '1.0.0' },
  },
};
const FILES: Readonly<Record<string, unknown>> = {
  'package.json': PACKAGE,
  'package-lock.json': LOCK,
  'node_modules/yaml/package.json': { version: '2.9.1' },
  'node_modules/@scope/name/package.json': { version: '1.0.0' },
};

/** What is found about the code, in a folder of these files; undefined leaves one out. */
function codeFindings(changes: Readonly<Record<string, unknown>> = {}, node = '20.19.0'): Finding[] {
  const codeRoot = folder();
  for (const [path, content] of Object.entries({ ...FILES, ...changes })) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(codeRoot, path)), { recursive: true });
    writeFileSync(join(codeRoot, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return examine({ root: folder(), codeRoot, node })
    .slice(0, 2)
    .flatMap(({ findings }) => findings);
}

it('code whose libraries are installed as locked, on a Node that it allows, is whole', () => {
  expect(codeFindings()).toEqual([]);
});

describe('Node', () => {
  it.each(['20.19.0', '20.19.43', '20.20.0', '22.0.0', '24.1.0'])('%s will do', (node) => {
    expect(codeFindings({}, node)).toEqual([]);
  });

  it.each(['20.18.3', '18.20.0', '9.99.0'])('%s is too old', (node) => {
    expect(codeFindings({}, node)).toEqual([
      {
        severity: 'error',
        file: 'package.json',
        expected: 'Node >=20.19',
        found: `Node ${node}`,
        fix: 'Install a newer Node; .node-version names one.',
      },
    ]);
  });

  it('cannot be judged by a range of another kind', () => {
    const findings = codeFindings({ 'package.json': { ...PACKAGE, engines: { node: '^20 || ^22' } } });
    expect(findings).toMatchObject([
      { file: 'package.json', expected: 'engines.node such as >=20.19', found: '^20 || ^22' },
    ]);
  });
});

describe('a library', () => {
  it.each<[string, Readonly<Record<string, unknown>>, Partial<Finding>]>([
    [
      'in another version',
      { 'node_modules/yaml/package.json': { version: '2.8.0' } },
      { file: 'node_modules/yaml', expected: 'yaml 2.9.1', found: '2.8.0', fix: 'Run npm ci.' },
    ],
    [
      'that is not installed',
      { 'node_modules/@scope/name/package.json': undefined },
      { file: 'node_modules/@scope/name', expected: '@scope/name 1.0.0', found: 'nothing' },
    ],
    [
      'that is not locked',
      { 'package-lock.json': { packages: { 'node_modules/yaml': { version: '2.9.1' } } } },
      { file: 'package-lock.json', expected: 'an entry for @scope/name', found: 'none' },
    ],
  ])('%s is named', (_, changes, finding) => {
    expect(codeFindings(changes)).toMatchObject([{ severity: 'error', ...finding }]);
  });
});

describe('a file that cannot even be read is a finding', () => {
  it.each(['package.json', 'package-lock.json'])('%s', (file) => {
    for (const content of [undefined, '{', '[]']) {
      const findings = codeFindings({ [file]: content });
      expect(findings.map((finding) => [finding.severity, finding.fix])).toContainEqual([
        'error',
        'Restore it from git history.',
      ]);
      expect(findings.map((finding) => finding.file)).toContain(file);
    }
  });
});
