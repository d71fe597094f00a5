export {};
// What a keyboard can do on every page; /keys says what, and switches it off. Never while somebody writes or composes.

const offKey = 'keys';
const things = 'article.post, article.whole, li.comment, li.row, li.notice';
/** How long `g` waits for the second key. */
const patience = 1_200;
let wentAt = -Infinity;

const isOff = () => localStorage.getItem(offKey) === 'off';

/** What takes letters; a box to tick or to choose files by takes none. */
const others = ['checkbox', 'radio', 'file', 'button', 'submit', 'range', 'color'].map((type) => `[type=${type}]`);
const takesLetters = `textarea, select, input:not(${others.join()})`;

/** @param {EventTarget | null} target */
const isWriting = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(takesLetters));

/** @param {string} selector */
function press(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) found.click();
}

/** The thing that has the focus, or holds what has. */
const current = () => document.activeElement?.closest(things) ?? null;

/** The things of the page in their order; without one that has the focus, from the first that can be seen. @param {1 | -1} by */
function step(by) {
  const all = [...document.querySelectorAll(`main :is(${things})`)];
  const at = current();
  const next = at ? all[all.indexOf(at) + by] : all.find((thing) => thing.getBoundingClientRect().top >= 0);
  const link = next?.querySelector('a.open') ?? next?.querySelector('a[href]:not([tabindex="-1"])');
  if (!(link instanceof HTMLElement)) return;
  link.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center', behavior: 'auto' });
}

/** Presses something of the thing that is meant: on the page of a post that is the post. @param {string} selector */
function within(selector) {
  const found = (current() ?? document.querySelector('article.whole'))?.querySelector(selector);
  if (found instanceof HTMLElement) found.click();
}

const writer = () => document.querySelector('#comment textarea');

function comment() {
  const box = writer();
  if (box instanceof HTMLElement) box.focus();
  else within('a[href$="#comment"]');
}

function search() {
  const boxes = [...document.querySelectorAll('input[name=q]')];
  const shown = boxes.find((box) => box.getClientRects().length > 0);
  if (shown instanceof HTMLElement) shown.focus();
  else location.assign('/search');
}

/** @type {Record<string, () => void>} */
const acts = {
  '?': () => location.assign('/keys'),
  j: () => step(1),
  k: () => step(-1),
  l: () => within('button.star, button.up'),
  c: comment,
  n: () => press('a[href="/compose"]'),
  '/': search,
  g: () => (wentAt = performance.now()),
};
/** @type {Record<string, string>} */
const places = { h: '/', m: '/messages', t: '/topics', c: '/collections' };

/** @param {KeyboardEvent} event */
function isOurs({ isComposing, ctrlKey, metaKey, altKey, target }) {
  const isAnothers = isComposing || ctrlKey || metaKey || altKey || isWriting(target);
  return !isAnothers && !isOff() && !document.querySelector('dialog[open]');
}

document.addEventListener('keydown', (event) => {
  if (!isOurs(event)) return;
  const isAfterG = performance.now() - wentAt < patience;
  wentAt = -Infinity;
  const place = isAfterG ? places[event.key] : undefined;
  const act = place === undefined ? acts[event.key] : () => location.assign(place);
  if (!act) return;
  event.preventDefault();
  act();
});

/** Whoever comes to comment can begin to write. */
function begin() {
  const box = location.hash === '#comment' ? writer() : null;
  if (box instanceof HTMLElement) box.focus();
}

addEventListener('hashchange', begin);
addEventListener('load', () => requestAnimationFrame(begin)); // the browser itself goes there first, and takes the focus away

// On /keys: the switch, which only a script can offer.
const keysSwitch = document.querySelector('[data-keys-switch]');
if (keysSwitch instanceof HTMLButtonElement) {
  const { on = '', off = '' } = keysSwitch.dataset;
  const show = () => {
    keysSwitch.textContent = isOff() ? on : off;
    keysSwitch.hidden = false;
  };
  keysSwitch.addEventListener('click', () => {
    localStorage.setItem(offKey, isOff() ? 'on' : 'off');
    show();
  });
  show();
}
