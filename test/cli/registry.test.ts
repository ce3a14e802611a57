import { expect, it } from 'vitest';
import { loadCommands } from '../../cli/commands/registry.ts';

it('a command is loaded alone by its own name, and any other word loads all of them', async () => {
  const all = await loadCommands('--help');
  expect(all).toHaveLength(21);
  for (const { name } of all) {
    expect((await loadCommands(name)).map((command) => command.name)).toEqual([name]);
  }
  expect(await loadCommands('toString')).toEqual(all);
});
