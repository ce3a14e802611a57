type Columns = readonly (readonly [name: string, type: string])[];

/** How a source's physical columns differ from an earlier one's, a line each; order counts for nothing. */
export function compareSchemas(before: Columns, after: Columns): string[] {
  const was = new Map(before);
  const is = new Map(after);
  return [
    ...after.filter(([name]) => !was.has(name)).map(([name, type]) => `${name} (${type}) is new`),
    ...before.filter(([name]) => !is.has(name)).map(([name, type]) => `${name} (${type}) is gone`),
    ...after
      .filter(([name, type]) => was.has(name) && was.get(name) !== type)
      .map(([name, type]) => `${name} was ${was.get(name)} and is ${type}`),
  ];
}
