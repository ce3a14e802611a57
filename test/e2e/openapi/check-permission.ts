import { readFileSync } from 'node:fs';
import type { Access, Permissions } from '../github/api.ts';

const { operations } = JSON.parse(readFileSync(new URL('permissions.json', import.meta.url), 'utf8')) as {
  operations: Record<string, string[]>;
};

/** Permissions of which an operation needs one, such as `issues: write`. */
export const permissionsOf = (operation: string): readonly string[] => operations[operation] ?? [];

/**
 * Whether a job's permissions allow an operation.
 *
 * @param isPull whether the issue that it is about is a pull request; undefined where it is about none
 */
export function isAllowed(operation: string, granted: Permissions, isPull?: boolean): boolean {
  return permissionsOf(operation).some((permission) => {
    const [scope = '', access = ''] = permission.split(': ');
    if (scope === 'metadata') return true;
    // What holds for comments of pull requests does not hold for those of issues.
    if (scope === 'pull-requests' && isPull === false) return false;
    return covers(granted[scope] ?? 'none', access as Access);
  });
}

const covers = (granted: Access, needed: Access): boolean =>
  granted === 'write' || (granted === 'read' && needed === 'read');

/** As GitHub tells it in the header x-accepted-github-permissions. */
export const acceptedHeader = (operation: string): string =>
  permissionsOf(operation)
    .map((permission) => permission.replace(': ', '=').replaceAll('-', '_'))
    .join('; ');
