/** Names of path parameters that may hold slashes. */
const LONG = new Set(['ref', 'path', 'branch', 'basehead', 'tag']);

export interface PathMatch<T> {
  readonly value: T;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Things found by method and path, where paths are templates of GitHub's description: `GET /repos/{owner}/…`. */
export class PathTable<T> {
  readonly #rows: { method: string; pattern: RegExp; names: string[]; literals: number; value: T }[] = [];

  /** Adds a thing under `GET /path/{parameter}`. */
  add(operation: string, value: T): void {
    const [method = '', template = ''] = operation.split(' ');
    const names: string[] = [];
    const pattern = template.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      return LONG.has(name) ? '(.+)' : '([^/]+)';
    });
    const literals = template.split('/').filter((segment) => !segment.startsWith('{')).length;
    this.#rows.push({ method, pattern: new RegExp(`^${pattern}$`), names, literals, value });
    // The more of a template is spelt out, the more it is meant.
    this.#rows.sort((a, b) => b.literals - a.literals);
  }

  find(method: string, path: string): PathMatch<T> | undefined {
    for (const { method: ofRow, pattern, names, value } of this.#rows) {
      const match = ofRow === method ? pattern.exec(path) : null;
      if (match === null) continue;
      const params = Object.fromEntries(
        names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]),
      );
      return { value, params };
    }
    return undefined;
  }
}
