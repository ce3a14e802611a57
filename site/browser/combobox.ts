import { html } from '../../pipeline/report/document/html-template.ts';
import type { CategoryOption } from '../../pipeline/site/category-options.ts';
import { matchOptions } from '../../pipeline/site/match-options.ts';

export interface Combobox {
  /** Label of what is chosen. */
  value: string;
}

/**
 * Makes an input with its list a combobox with type-ahead, as the ARIA Authoring Practices describe it (editable, list
 * autocomplete): arrows, Home, End, Enter, Escape and Tab work, and what was typed but not chosen goes away.
 */
export function combobox(
  input: HTMLInputElement,
  options: readonly CategoryOption[],
  initial: string,
  changed: () => void,
): Combobox {
  const list = document.getElementById(input.getAttribute('aria-controls')!)!;
  const known = new Map(options.map((option) => [option.label, option]));
  let value = initial;
  let shown: CategoryOption[] = [];
  let active = -1;

  const text = (label: string) => known.get(label)?.title ?? label;
  const isOpen = () => !list.hidden;

  function open(typed: string): void {
    shown = matchOptions(options, typed);
    const chosen = shown.findIndex(({ label }) => label === value);
    list.innerHTML =
      shown.length === 0
        ? html`<li class="none" role="option" aria-disabled="true" aria-selected="false">Nothing is called so</li>`
            .text
        : shown.map((option, i) => optionItem(option, i, option.label === value)).join('');
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    activate(typed === '' ? chosen : shown.length > 0 ? 0 : -1);
  }
  const optionItem = ({ title, detail }: CategoryOption, i: number, isSelected: boolean) =>
    html`<li id="${input.id}-${i}" role="option" aria-selected="${String(isSelected)}" data-i="${i}"><span>${title}</span>${detail !== '' && html`<small>${detail}</small>`}</li>`
      .text;

  function activate(i: number): void {
    list.querySelector('.active')?.classList.remove('active');
    active = i;
    const item = i < 0 ? null : list.children[i];
    item?.classList.add('active');
    item?.scrollIntoView({ block: 'nearest' });
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
  }
  function close(): void {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
  function choose(option: CategoryOption | undefined): void {
    const before = value;
    if (option) value = option.label;
    input.value = text(value);
    close();
    if (value !== before) changed();
  }
  /** What each key does; true where that is all it shall do. */
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Home: () => isOpen() && jump(0),
    End: () => isOpen() && jump(shown.length - 1),
    Enter: () => {
      const wasOpen = isOpen();
      if (wasOpen) choose(shown[active]);
      return wasOpen;
    },
    Escape: () => {
      const wasOpen = isOpen();
      choose(undefined);
      return wasOpen;
    },
    Tab: () => {
      if (isOpen()) choose(shown[active]);
      return false;
    },
  };
  function move(step: number): boolean {
    if (!isOpen()) open('');
    else if (shown.length > 0) activate((active + step + shown.length) % shown.length);
    return true;
  }
  function jump(i: number): boolean {
    activate(i);
    return true;
  }

  input.value = text(value);
  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => {
    if (!isOpen()) open('');
  });
  input.addEventListener('input', () => open(input.value));
  input.addEventListener('keydown', (event) => {
    if (keys[event.key]?.()) event.preventDefault();
  });
  input.addEventListener('blur', () => choose(undefined));
  // The input keeps the focus, so that its blur does not take the choice back.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const item = (event.target as Element).closest('[data-i]');
    if (item) choose(shown[Number(item.getAttribute('data-i'))]);
  });
  return {
    get value() {
      return value;
    },
    set value(label: string) {
      value = label;
      input.value = text(label);
    },
  };
}
