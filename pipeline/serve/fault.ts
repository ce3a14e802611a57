import { didYouMean } from '../contract/nearest.ts';
import { EXPECTED, type RideField } from './ride-field.ts';

/** One thing that is wrong with a request, as the members of `errors` in RFC 9457. */
export interface Fault {
  /** Where, as a JSON Pointer (RFC 6901) written as a fragment: #/rides/3/trip_distance. */
  readonly pointer: string;
  readonly detail: string;
}

const SHOWN = 80;

export function missingFault(at: string, { name, type }: RideField): Fault {
  return { pointer: `${at}/${token(name)}`, detail: `expected ${EXPECTED[type]}, found nothing` };
}

export function unreadableFault(at: string, { name, type }: RideField, found: unknown): Fault {
  return { pointer: `${at}/${token(name)}`, detail: `expected ${EXPECTED[type]}, found ${shown(found)}` };
}

export function unknownFault(at: string, name: string, known: readonly string[]): Fault {
  const detail = `there is no input ${JSON.stringify(name.slice(0, SHOWN))}; ${didYouMean(name.slice(0, SHOWN), known)}`;
  return { pointer: `${at}/${token(name)}`, detail };
}

export function notObjectFault(at: string, found: unknown): Fault {
  return { pointer: at, detail: `expected an object with the inputs of a ride, found ${shown(found)}` };
}

/** A value as a message shows it: JSON, cut short. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, SHOWN);
}

/** A name as a part of a pointer; a URI fragment holds no raw special characters. */
const token = (name: string) =>
  encodeURIComponent(
    name
      .slice(0, SHOWN)
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replaceAll('~', '~0')
      .replaceAll('/', '~1'),
  );
