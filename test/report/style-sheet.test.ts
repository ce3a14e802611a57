import { describe, expect, it } from 'vitest';
import { styleSheet } from '../../pipeline/report/document/style-sheet.ts';

/** Colours by name of the n-th :root of the style sheet: light first, dark second. */
function palette(n: number): Record<string, string> {
  const blocks = [...styleSheet.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => body!);
  return Object.fromEntries(
    [...blocks[n]!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name!, hex!]),
  );
}

/** Contrast of two colours by WCAG 2.2, from 1 to 21. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const tones = ['good', 'bad', 'wait', 'neutral', 'unknown'];

describe.each([
  ['light', 0],
  ['dark', 1],
])('in %s', (_, n) => {
  const colors = palette(n);
  const pairs: [string, string, number][] = [
    ...['text', 'muted', 'candidate'].flatMap((name): [string, string, number][] => [
      [name, 'ground', 4.5],
      [name, 'surface', 4.5],
    ]),
    ...tones.flatMap((tone): [string, string, number][] => [
      [tone, `${tone}-ground`, 4.5],
      ['text', `${tone}-ground`, 4.5],
    ]),
    // Marks of charts are no text: WCAG asks for 3.
    ...['rival', ...[1, 2, 3, 4, 5, 6].map((i) => `group-${i}`)].map((name): [string, string, number] => [
      name,
      'surface',
      3,
    ]),
  ];

  it.each(pairs)('%s on %s has a contrast of at least %d', (front, back, least) => {
    expect(contrast(colors[front]!, colors[back]!)).toBeGreaterThanOrEqual(least);
  });

  it('has a value for every colour that is used', () => {
    const used = new Set([...styleSheet.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name!));
    const own = ['tone', 'tone-ground', 'pad'];
    expect([...used].filter((name) => !own.includes(name) && !(name in colors))).toEqual([]);
  });
});

it('knows black on white as 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});
