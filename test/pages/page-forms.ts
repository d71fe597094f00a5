import type { HTMLElement } from 'node-html-parser';

/** A form as it stands on a page, with one of its buttons. */
export interface PageForm {
  readonly element: HTMLElement;
  readonly method: 'GET' | 'POST';
  /** Where it leads, and what is in the address besides. */
  readonly action: string;
  readonly isMultipart: boolean;
  /** What pressing the button sends besides. */
  readonly pressed: readonly [name: string, value: string] | null;
}

const of = (element: HTMLElement, attribute: string): string => element.getAttribute(attribute) ?? '';

/** Each form once for each of its buttons that sends something of its own. */
export function formsOn(root: HTMLElement, path: string): PageForm[] {
  const elements = root.querySelectorAll('form').filter((form) => !form.closest('template'));
  return elements.flatMap((element) => {
    const buttons = element
      .querySelectorAll('button')
      .filter((button) => !['button', 'reset'].includes(of(button, 'type')) && !button.closest('template'));
    const named = buttons.filter((button) => of(button, 'name') !== '');
    const plain = buttons.length > named.length || buttons.length === 0 ? [null] : [];
    return [...plain, ...named].map((button) => formWith(element, button, path));
  });
}

const formWith = (element: HTMLElement, button: HTMLElement | null, path: string): PageForm => ({
  element,
  method: of(element, 'method').toLowerCase() === 'post' ? 'POST' : 'GET',
  action: (button && of(button, 'formaction')) || of(element, 'action') || path,
  isMultipart: of(element, 'enctype') === 'multipart/form-data',
  pressed: button && [of(button, 'name'), of(button, 'value')],
});

/** What somebody types who is no stranger here: by the name of the field, and where the form leads. */
export type Words = (name: string, action: string) => string;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Entry = readonly [name: string, value: string] | readonly [name: string, file: Buffer];

/** As a browser sends it: what stands in it stays, what is empty is filled in, and where a picture is wanted there is one. */
function entriesOf({ element, action, pressed, isMultipart }: PageForm, words: Words): Entry[] {
  const fields = element
    .querySelectorAll('input[name], textarea[name], select[name]')
    .filter((field) => !field.closest('template') && !field.hasAttribute('disabled'));
  const names = fields.filter((field) => field.hasAttribute('checked')).map((field) => of(field, 'name'));
  const entries: Entry[] = [];
  for (const field of fields) {
    const name = of(field, 'name');
    const type = field.rawTagName === 'input' ? of(field, 'type') : field.rawTagName;
    if (type === 'file') {
      if (isMultipart && /^(avatar|logo|cover|pictures)$/.test(name)) entries.push([name, png]);
    } else if (type === 'checkbox' || type === 'radio') {
      if (isChosen(field, names)) entries.push([name, of(field, 'value') || 'on']);
      names.push(name);
    } else entries.push([name, typedInto(field, type, () => words(name, action))]);
  }
  return pressed ? [...entries, pressed] : entries;
}

/** Of several, of which none is chosen, the first. */
function isChosen(field: HTMLElement, known: readonly string[]): boolean {
  const name = of(field, 'name');
  const isOfSeveral = of(field, 'type') === 'radio' || name.endsWith('_id');
  return field.hasAttribute('checked') || (isOfSeveral && !known.includes(name));
}

function typedInto(field: HTMLElement, type: string, words: () => string): string {
  if (type === 'hidden') return of(field, 'value');
  if (type === 'select') return chosenIn(field);
  const held = type === 'textarea' ? field.text.replace(/^\n/, '') : of(field, 'value');
  return held !== '' ? held : words();
}

function chosenIn(select: HTMLElement): string {
  const options = select.querySelectorAll('option');
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
  return chosen ? (chosen.getAttribute('value') ?? chosen.text) : '';
}

/** A form that is read: the address that it leads to. */
export function addressOf(form: PageForm, words: Words): string {
  const query = new URLSearchParams(entriesOf(form, words).filter((entry): entry is [string, string] => isText(entry)));
  return `${form.action.split('?')[0]}?${query}`;
}

const isText = (entry: Entry): boolean => typeof entry[1] === 'string';

/** A form that is sent: its body, and what that is. */
export async function payloadOf(form: PageForm, words: Words): Promise<{ payload: Buffer; type: string }> {
  const entries = entriesOf(form, words);
  const sent = form.isMultipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of entries) {
    if (typeof value === 'string') sent.append(name, value);
    else if (sent instanceof FormData)
      sent.append(name, new Blob([new Uint8Array(value)], { type: 'image/png' }), 'a.png');
  }
  const response = new Response(sent);
  return { payload: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type')! };
}

/** By which two forms do the same: the names of what is sent. */
export function kindOf({ element, pressed }: PageForm): string {
  const names = element
    .querySelectorAll('input[name], textarea[name], select[name]')
    .filter((field) => !field.closest('template'))
    .map((field) => of(field, 'name'));
  const own = [...new Set(names)].filter((name) => name !== 'form_token' && name !== 'back').toSorted();
  return [...own, ...(pressed ? [pressed.join('=')] : [])].join(',');
}
