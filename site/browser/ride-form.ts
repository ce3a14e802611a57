import type { FormField } from '../../pipeline/site/form-field.ts';
import { type Combobox, combobox } from './combobox.ts';
import type { Ride } from './predict-ride.ts';

type Kind = FormField['kind'];
type FieldOf<K extends Kind> = Extract<FormField, { kind: K }>;

/** One field of the form on the page. */
interface Control {
  /** What stands there, as it goes into a ride; null for nothing. */
  readonly read: () => string | number | null;
  /** Takes what an address brought; anything that cannot be is ignored. */
  readonly write: (text: string) => void;
}

/** The form of the page: fields that read and write themselves. */
export interface RideForm {
  readonly ride: () => Ride;
  /** The same as the part of an address after #. */
  readonly address: () => string;
}

/** Binds the fields to what is on the page, and fills them: from the address, or as most rides have them. */
export function rideForm(form: HTMLFormElement, fields: readonly FormField[], changed: () => void): RideForm {
  const controls = new Map(fields.map((field) => [field.name, controlOf(form, field, changed)]));
  for (const [name, text] of new URLSearchParams(location.hash.slice(1))) controls.get(name)?.write(text);
  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => event.preventDefault());
  const values = () => [...controls].map(([name, { read }]) => [name, read()] as const);
  return {
    ride: () => Object.fromEntries(values()),
    address: () =>
      new URLSearchParams(
        values().map(([name, value]) => [name, value === null ? '' : String(value)]),
      ).toString(),
  };
}

const makers: {
  readonly [K in Kind]: (form: HTMLFormElement, field: FieldOf<K>, changed: () => void) => Control;
} = {
  category: (form, field, changed) => {
    const input = form.querySelector<HTMLInputElement>(`#${CSS.escape(field.name)}`);
    const isKnown = (label: string) => field.options.some((option) => option.label === label);
    if (input) {
      const box: Combobox = combobox(input, field.options, field.initial, changed);
      // What is typed is no choice yet.
      input.addEventListener('input', (event) => event.stopPropagation());
      return {
        read: () => box.value || null,
        write: (text) => {
          if (isKnown(text)) box.value = text;
        },
      };
    }
    const radios = [...form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(field.name)}"]`)];
    return {
      read: () => radios.find(({ checked }) => checked)?.value ?? null,
      write: (text) => {
        for (const radio of radios) if (isKnown(text)) radio.checked = radio.value === text;
      },
    };
  },
  number: (form, { name }) => {
    const input = inputOf(form, name);
    return {
      read: () => (input.value === '' ? null : Number(input.value)),
      write: (text) => {
        input.value = text;
      },
    };
  },
  time: (form, { name }) => {
    const input = inputOf(form, name);
    input.value = localMinute(new Date());
    return {
      read: () => input.value || null,
      write: (text) => {
        input.value = text;
      },
    };
  },
  flag: (form, { name, type }) => {
    const input = inputOf(form, name);
    const there = { number: 1, category: '1', timestamp: '2000-01-01 00:00:00' }[type];
    return {
      read: () => (input.checked ? there : null),
      write: (text) => {
        input.checked = text !== '';
      },
    };
  },
};

function controlOf(form: HTMLFormElement, field: FormField, changed: () => void): Control {
  return makers[field.kind](form, field as never, changed);
}

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement =>
  form.querySelector<HTMLInputElement>(`#${CSS.escape(name)}`)!;

/** 2026-11-21T12:10 on the clock of whoever looks at the page. */
function localMinute(now: Date): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
