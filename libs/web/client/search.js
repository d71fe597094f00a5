export {};
// What is suggested below a search box while somebody types: topics and members, by arrow keys, Enter and Escape.

/** @typedef {{ name: string, about: string, path: string, avatar?: string }} Suggestion */

const pause = 150;
/** The box that shows some, and what it shows. @type {{ box: HTMLInputElement, list: HTMLElement } | null} */
let open = null;
let timer = 0;
let asked = 0;
let made = 0;

/** @param {EventTarget | null} target */
const boxOf = (target) => (target instanceof HTMLInputElement && target.matches('input[data-suggest]') ? target : null);

/** Says of a box that it may suggest something; once. @param {HTMLInputElement} box */
function prepare(box) {
  if (box.getAttribute('role') === 'combobox') return;
  const list = document.createElement('div');
  const said = document.createElement('span');
  made += 1;
  list.id = `search-suggestions-${made}`;
  list.className = 'search-suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.getAttribute('aria-label') ?? '');
  said.className = 'hidden-text';
  said.setAttribute('role', 'status');
  box.after(list, said);
  const attributes = { role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false' };
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  box.setAttribute('aria-controls', list.id);
}

function close() {
  clearTimeout(timer);
  asked += 1;
  if (!open) return;
  open.list.hidden = true;
  open.list.replaceChildren();
  open.box.setAttribute('aria-expanded', 'false');
  open.box.removeAttribute('aria-activedescendant');
  open = null;
}

/** @param {HTMLInputElement} box */
async function suggest(box) {
  const number = (asked += 1);
  const query = new URLSearchParams({ k: box.value, lang: document.documentElement.lang });
  try {
    const answer = await fetch(`/search/suggest?${query}`, { headers: { accept: 'application/json' } });
    if (!answer.ok || number !== asked || document.activeElement !== box) return;
    const { suggestions, said } = /** @type {{ suggestions: Suggestion[], said: string }} */ (await answer.json());
    if (number === asked) show(box, suggestions, said);
  } catch {
    close(); // nothing is suggested where nothing can be asked
  }
}

/** @param {HTMLInputElement} box @param {Suggestion[]} suggestions @param {string} said */
function show(box, suggestions, said) {
  close();
  const list = document.getElementById(box.getAttribute('aria-controls') ?? '');
  if (!list || suggestions.length === 0) return;
  list.replaceChildren(...suggestions.map((one, index) => optionOf(one, `${list.id}-${index}`)));
  list.hidden = false;
  box.setAttribute('aria-expanded', 'true');
  const status = list.nextElementSibling;
  if (status) status.textContent = said;
  open = { box, list };
}

/** @param {Suggestion} suggestion @param {string} id */
function optionOf({ name, about, path, avatar }, id) {
  const option = document.createElement('a');
  option.id = id;
  option.href = path;
  option.tabIndex = -1;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const words = document.createElement('span');
  const [first, second] = [document.createElement('b'), document.createElement('span')];
  first.textContent = name;
  second.textContent = about;
  second.className = 'muted small';
  words.append(first, second);
  option.append(avatar === undefined ? signOf() : pictureOf(avatar), words);
  return option;
}

function signOf() {
  const sign = document.createElement('span');
  sign.className = 'sign';
  sign.textContent = '#';
  sign.setAttribute('aria-hidden', 'true');
  return sign;
}

/** @param {string} address */
function pictureOf(address) {
  const picture = document.createElement('img');
  Object.assign(picture, { src: address, alt: '', width: 28, height: 28, className: 'avatar little' });
  return picture;
}

/** @param {number} step */
function move(step) {
  if (!open) return;
  const options = [...open.list.querySelectorAll('[role=option]')];
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  // One place more than there are options: the box itself, with what was typed.
  const next = ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1;
  options.forEach((option, index) => option.setAttribute('aria-selected', String(index === next)));
  const chosen = options[next];
  if (!chosen) return open.box.removeAttribute('aria-activedescendant');
  open.box.setAttribute('aria-activedescendant', chosen.id);
  chosen.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('focusin', ({ target }) => {
  const box = boxOf(target);
  if (box) prepare(box);
});

document.addEventListener('focusout', ({ target }) => {
  if (boxOf(target)) close();
});

/** Not while an input method is composing: what stands there is not what is meant. */
document.addEventListener('input', (event) => {
  const box = boxOf(event.target);
  if (!box || (event instanceof InputEvent && event.isComposing)) return;
  later(box);
});

document.addEventListener('compositionend', ({ target }) => {
  const box = boxOf(target);
  if (box) later(box);
});

/** @param {HTMLInputElement} box */
function later(box) {
  clearTimeout(timer);
  prepare(box); // it may have had the focus before there was a script
  if (box.value.trim() === '') return close();
  timer = setTimeout(() => void suggest(box), pause);
}

document.addEventListener('keydown', (event) => {
  const box = boxOf(event.target);
  if (!box || event.isComposing || event.keyCode === 229) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (Object.hasOwn(steps, event.key) && open) {
    event.preventDefault();
    move(steps[/** @type {keyof typeof steps} */ (event.key)]);
  } else if (event.key === 'Escape' && open) {
    event.preventDefault(); // else the box would be emptied
    close();
  } else if (event.key === 'Enter') {
    const chosen = open?.list.querySelector('[aria-selected=true]');
    if (!(chosen instanceof HTMLAnchorElement)) return close();
    event.preventDefault();
    chosen.click();
  }
});

/** A press on one does not take the focus from the box, which would close all of them before it is one. */
document.addEventListener('mousedown', (event) => {
  if (event.target instanceof Element && event.target.closest('.search-suggestions')) event.preventDefault();
});

/** The address of a search says nothing of what is empty. */
document.addEventListener('formdata', ({ target, formData }) => {
  if (!(target instanceof HTMLFormElement) || !target.matches('.search-form, .search-box')) return;
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});
