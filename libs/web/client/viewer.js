export {};
// Pictures open above their page: swiped, by arrow keys, larger by two taps, closed by Escape or by going back.

const far = 50;
const twice = 300;

/** @type {HTMLAnchorElement[]} */
let links = [];
let at = 0;
let hasState = false;

const dialog = document.createElement('dialog');
dialog.className = 'viewer';

/** @template {keyof HTMLElementTagNameMap} K @param {K} name @param {string} look */
function made(name, look) {
  const element = document.createElement(name);
  element.className = look;
  return element;
}

const count = made('span', 'viewer-count');
count.setAttribute('aria-live', 'polite');
const original = made('a', 'viewer-original');
const close = made('button', 'viewer-close');
const previous = made('button', 'viewer-step prev');
const next = made('button', 'viewer-step next');
const stage = made('div', 'viewer-stage');
const picture = made('img', 'viewer-picture');
const words = made('p', 'viewer-words');
const top_ = made('div', 'viewer-top');
const end = made('div', 'viewer-end');
top_.append(count, original, close);
stage.append(previous, picture, next);
end.append(words);
dialog.append(top_, stage, end);
for (const [button, sign] of /** @type {const} */ ([
  [close, '✕'],
  [previous, '‹'],
  [next, '›'],
]))
  button.textContent = sign;

/** @param {boolean} is */
function zoom(is) {
  stage.classList.toggle('zoomed', is);
  const link = links[at];
  if (is && link?.dataset['original']) picture.src = link.dataset['original'];
}

/** @param {number} number */
function show(number) {
  const link = links[number];
  if (!link) return;
  at = number;
  zoom(false);
  const shown = link.querySelector('img');
  picture.removeAttribute('src'); // not the former one until this one is there
  picture.src = link.dataset['picture'] ?? link.href;
  picture.alt = shown?.alt ?? '';
  words.textContent = shown?.title ?? '';
  original.href = link.dataset['original'] ?? link.href;
  count.textContent = links.length > 1 ? `${number + 1} / ${links.length}` : '';
  previous.hidden = number === 0;
  next.hidden = number === links.length - 1;
  dialog.setAttribute('aria-label', picture.alt);
  if (hasState) history.replaceState({ viewer: true }, '', addressOf(link));
}

/** Its own page, if it has one: whoever shares or reloads it gets the same. @param {HTMLAnchorElement} link */
const addressOf = (link) => (link.pathname.startsWith('/post/') ? link.href : location.href);

/** @param {HTMLAnchorElement} link @param {HTMLElement} group */
function open(link, group) {
  links = [...group.querySelectorAll('a[data-picture]')].filter((one) => one instanceof HTMLAnchorElement);
  const { viewer = '', whole = '', previous: before = '', next: after = '' } = group.dataset;
  original.textContent = whole;
  for (const [button, name] of /** @type {const} */ ([
    [close, viewer],
    [previous, before],
    [next, after],
  ])) {
    button.setAttribute('aria-label', name);
    button.title = name;
  }
  if (!dialog.isConnected) document.body.append(dialog);
  history.pushState({ viewer: true }, '', addressOf(link));
  hasState = true;
  show(links.indexOf(link));
  dialog.showModal();
  close.focus();
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-viewer] a[data-picture]') : null;
  const group = link?.closest('[data-viewer]');
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!(link instanceof HTMLAnchorElement) || !(group instanceof HTMLElement) || !isPlain) return;
  if (group.querySelector('.surplus')) return; // there are more than the page shows: their own page has them all
  event.preventDefault();
  open(link, group);
});

dialog.addEventListener('close', () => {
  const link = links[at];
  picture.removeAttribute('src');
  if (hasState) history.back();
  hasState = false;
  link?.focus();
});

addEventListener('popstate', (event) => {
  const state = /** @type {{ viewer?: boolean } | null} */ (event.state);
  if (dialog.open) {
    hasState = false;
    return dialog.close();
  }
  if (state?.viewer) location.reload(); // forward again: the page of the picture
});

close.addEventListener('click', () => dialog.close());
previous.addEventListener('click', () => show(at - 1));
next.addEventListener('click', () => show(at + 1));

dialog.addEventListener('keydown', ({ key }) => {
  const isZoomed = stage.classList.contains('zoomed');
  if (key === 'ArrowLeft' && !isZoomed) show(at - 1);
  if (key === 'ArrowRight' && !isZoomed) show(at + 1);
  if (key === '+' || key === '-') zoom(key === '+');
});

let [startX, startY, pressedAt] = [0, 0, -Infinity];
stage.addEventListener('pointerdown', ({ clientX, clientY }) => {
  [startX, startY] = [clientX, clientY];
});

stage.addEventListener('pointerup', ({ clientX, clientY, target, timeStamp }) => {
  const [x, y] = [clientX - startX, clientY - startY];
  const isZoomed = stage.classList.contains('zoomed');
  if (!isZoomed && Math.abs(x) > far && Math.abs(x) > 2 * Math.abs(y)) return show(at + (x < 0 ? 1 : -1));
  if (Math.abs(x) + Math.abs(y) > 10) return;
  if (target === stage) return dialog.close();
  if (target !== picture) return;
  if (timeStamp - pressedAt < twice) zoom(!isZoomed);
  pressedAt = timeStamp;
});

picture.draggable = false;
