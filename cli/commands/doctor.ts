import { plural } from '../../pipeline/report/format.ts';
import { printable } from '../../pipeline/report/printable.ts';
import type { Finding } from '../../platform/doctor/check.ts';
import { type CheckResult, examine } from '../../platform/doctor/examine.ts';
import { codeRoot } from '../../platform/run/code-identity.ts';
import type { CliCommand, CliContext, CommonOptions } from '../command.ts';
import { examples } from '../options.ts';
import { type Palette, palette } from '../terminal/paint.ts';
import { wrapHanging } from '../terminal/wrap.ts';

/** Names what is broken. */
export const doctor: CliCommand<CommonOptions> = {
  name: 'doctor',
  summary:
    'check set-up, contracts, registries, versions and data, and name what is broken; exit code 3 where anything is',
  configure: (command) => examples(command, 'doctor', 'doctor --model nyc-green-taxi --json'),
  run: async ({ model }, context) => {
    const results = examine({ root: context.root, codeRoot, node: process.versions.node }, model);
    const findings = results.flatMap((result) => result.findings);
    const count = (severity: Finding['severity']) =>
      findings.filter((finding) => finding.severity === severity).length;
    const [errors, warnings] = [count('error'), count('warning')];
    const document = {
      schemaVersion: 1,
      stage: 'doctor',
      ok: errors === 0,
      errors,
      warnings,
      checks: results,
    };
    const summary =
      findings.length === 0
        ? 'nothing is broken'
        : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
    const text = [...results.flatMap((result) => resultLines(result, context)), '', summary].join('\n');
    return { document, text, exitCode: errors === 0 ? 0 : 3 };
  },
};

function resultLines({ title, model, findings }: CheckResult, { color, columns }: CliContext): string[] {
  const colors = palette(color);
  const { tones } = colors;
  const name = `${title}${model === undefined ? '' : ` · ${model}`}`;
  if (findings.length === 0) return [`${tones.good('✔')} ${name}`];
  const [icon, paint] = findings.some(({ severity }) => severity === 'error')
    ? (['✘', tones.bad] as const)
    : (['!', tones.wait] as const);
  return [`${paint(icon)} ${name}`, ...findings.flatMap((finding) => findingLines(finding, columns, colors))];
}

function findingLines(
  { severity, file, expected, found, fix }: Finding,
  width: number,
  { strong, faint }: Palette,
): string[] {
  const line = (label: string, text: string) => {
    const [first = '', ...rest] = wrapHanging(`      ${label.padEnd(10)}`, printable(text), width);
    return [first.replace(label, faint(label)), ...rest];
  };
  return [
    `    ${severity}: ${strong(printable(file))}`,
    ...line('expected', expected),
    ...line('found', found),
    ...line('to do', fix),
  ];
}
