import { error, type RepositoryCheck } from '../check.ts';
import { readPackage } from '../package-file.ts';

/** The running Node is one that package.json allows. */
export const nodeVersion: RepositoryCheck = {
  title: 'Node is new enough',
  file: 'package.json',
  check: ({ codeRoot, node }) => {
    const { engines } = readPackage(codeRoot);
    const lowest = /^>=\s*(\d+(?:\.\d+)*)$/.exec(engines.node)?.[1];
    if (lowest === undefined) {
      return [error('package.json', 'engines.node such as >=20.19', engines.node, 'Correct engines.node.')];
    }
    if (!isLower(node, lowest)) return [];
    return [
      error(
        'package.json',
        `Node ${engines.node}`,
        `Node ${node}`,
        'Install a newer Node; .node-version names one.',
      ),
    ];
  },
};

function isLower(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const at = b!.findIndex((number, i) => number !== (a![i] ?? 0));
  return at >= 0 && (a![at] ?? 0) < b![at]!;
}
