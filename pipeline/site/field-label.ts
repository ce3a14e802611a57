/**
 * A column's name as a label: trip_distance → Trip distance, PULocationID → PU location, pickup_datetime → Pickup time.
 * Words that are written in capitals stay so; a trailing ID says nothing to a person.
 */
export function fieldLabel(column: string): string {
  const words = column
    .replace(/_+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .map((word) => (word === 'datetime' ? 'time' : word));
  const kept = words.length > 1 && /^id$/i.test(words.at(-1)!) ? words.slice(0, -1) : words;
  const text = kept.join(' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
