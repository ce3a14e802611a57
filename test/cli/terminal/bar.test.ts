import { describe, expect, it } from 'vitest';
import { bar } from '../../../cli/terminal/bar.ts';

describe('a bar', () => {
  it.each([
    [4, 4, 4, '████'],
    [-2, 4, 4, '██'],
    [1, 4, 2, '▌'],
    [1, 64, 8, '▏'],
    [0.1, 64, 8, ''],
    [0, 4, 4, ''],
    [0, 0, 4, ''],
    [Number.NaN, Number.NaN, 4, ''],
  ])('of %d, the largest being %d, over %d characters is "%s"', (value, largest, width, text) => {
    expect(bar(value, largest, width)).toBe(text);
  });
});
