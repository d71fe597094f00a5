export {};
// What was typed and not sent stays on the device until it is: apart for each member, out of the way of all others, gone
// when its author signs out. Kept of the composer by its own script (events `draft:keep`, `draft:find`, `draft:send`), of
// boxes for comments and of every form with `data-draft` by this one. Shown where there is no network.

const keptFor = 30 * 24 * 3600 * 1000;
const prefix = 'draft ';
/** Whose drafts are shown where no server says who is there. */
const whoseKey = 'drafts whose';
/** Who is signing out, or has: of them nothing is kept any more. */
const leavingKey = 'drafts leaving';
/** The draft whose form is under way in this tab. */
const sentKey = 'draft sent';

const isOffline = document.querySelector('[data-offline]') !== null;
const isMember = document.querySelector('.own-menu') !== null;
/** A token begins with its member, in each of their sessions. */
const mine = isMember ? (document.body.dataset['token'] ?? '').slice(0, 11) : '';

/** @typedef {{ name: string, path?: string, text?: string, kept: unknown }} Draft */
/** @typedef {{ at: number, path: string, text: string, kept: unknown }} Stored */

/** Where storage is full or forbidden nothing is kept; leaving the page warns all the same. @template T @param {() => T} act @returns {T | null} */
function tried(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

/** @param {string} key */
const read = (key) => tried(() => localStorage.getItem(key));
/** @param {string} key @param {string} value */
const write = (key, value) => tried(() => localStorage.setItem(key, value));
/** @param {string} key */
const remove = (key) => tried(() => localStorage.removeItem(key));

/** @param {string} whose @param {string} name */
const keyOf = (whose, name) => `${prefix}${whose} ${name}`;

/** @param {string} key @returns {Stored | null} */
const storedAt = (key) => tried(() => /** @type {Stored | null} */ (JSON.parse(localStorage.getItem(key) ?? 'null')));

/** @param {string} whose */
const keysOf = (whose) =>
  tried(() => Object.keys(localStorage).filter((key) => key.startsWith(keyOf(whose, '')))) ?? [];

/** @param {Draft} draft */
function keep({ name, path = location.pathname + location.search, text = '', kept }) {
  if (!mine || read(leavingKey) === mine) return;
  const key = keyOf(mine, name);
  if (kept === null) remove(key);
  else write(key, JSON.stringify({ at: Date.now(), path, text, kept }));
}

/** @param {string} name */
function find(name) {
  const found = mine ? storedAt(keyOf(mine, name)) : null;
  return found && Date.now() - found.at < keptFor ? found.kept : null;
}

/** Until a page says that it arrived. @param {string | null} name */
function underWay(name) {
  tried(() =>
    name === null ? sessionStorage.removeItem(sentKey) : sessionStorage.setItem(sentKey, keyOf(mine, name)),
  );
}

/** Whoever has sent a form, and is on another page now, has done it; a page that shows it again has not taken it. */
function settle() {
  const sent = tried(() => sessionStorage.getItem(sentKey));
  if (!sent || isOffline || document.querySelector('[data-unsent]')) return;
  const [navigation] = performance.getEntriesByType('navigation');
  const isLed = navigation instanceof PerformanceNavigationTiming && navigation.redirectCount > 0;
  const isTaken = (isLed || document.querySelector('.toast')) && !document.querySelector('main .alert');
  if (isTaken && location.pathname !== '/sign-in') remove(sent);
  underWay(null);
}

/** Who is there now; of whoever has signed out nothing stays. */
function lookRound() {
  if (isOffline) return;
  const leaving = read(leavingKey);
  if (mine) write(whoseKey, mine);
  else remove(whoseKey);
  if (!leaving) return;
  if (leaving !== mine) for (const key of keysOf(leaving)) remove(key);
  else remove(leavingKey); // it did not come to that, or they are back
}

function throwOld() {
  for (const key of tried(() => Object.keys(localStorage)) ?? [])
    if (key.startsWith(prefix) && Date.now() - (storedAt(key)?.at ?? 0) > keptFor) remove(key);
}

/** @param {string} name @param {(detail: Draft) => void} act */
function on(name, act) {
  document.addEventListener(name, (event) => {
    if (event instanceof CustomEvent) act(/** @type {Draft} */ (event.detail));
  });
}
on('draft:keep', keep);
on('draft:find', (asked) => (asked.kept = find(asked.name)));
on('draft:send', ({ name }) => underWay(name));

document.addEventListener('submit', ({ target }) => {
  const path = target instanceof HTMLFormElement ? new URL(target.action).pathname : '';
  if (!mine || !/\/sign-out(-everywhere)?$/.test(path)) return;
  write(leavingKey, mine);
  remove(whoseKey);
});

lookRound();
settle();
throwOld();

// Boxes for comments, and other forms that ask for it.

const boxes = 'form.writer, form.quick, form[action^="/whispers/"], form[data-draft]';

/** @param {unknown} target */
const boxAt = (target) =>
  /** @type {HTMLFormElement | null} */ (target instanceof Element ? target.closest(boxes) : null);
/** @param {HTMLFormElement} form */
const nameOf = (form) => {
  const to = form.querySelector('[name=at_user_id]');
  const answered = to instanceof HTMLInputElement ? ` ${to.value}` : '';
  return form.dataset['draft'] ?? `${new URL(form.action).pathname}${answered}`;
};
/** @param {Element} form */
const textIn = (form) => /** @type {HTMLTextAreaElement | null} */ (form.querySelector('textarea[name]'));

document.addEventListener('input', ({ target }) => {
  const form = boxAt(target);
  const text = form && target === textIn(form) ? textIn(form)?.value : undefined;
  if (!form || text === undefined) return;
  keep({ name: nameOf(form), text, kept: text.trim() ? text : null });
});

document.addEventListener('submit', ({ target }) => {
  const form = boxAt(target);
  if (form) underWay(nameOf(form));
});

/** @typedef {{ ctx: { response: { raw: Response, status: number } } }} Answered */

document.addEventListener('htmx:after:request', (event) => {
  const form = event instanceof CustomEvent ? boxAt(event.target) : null;
  if (!form) return;
  const { raw, status } = /** @type {Answered} */ (/** @type {CustomEvent} */ (event).detail).ctx.response;
  if (status === 200 && new URL(raw.url).pathname !== '/sign-in') {
    keep({ name: nameOf(form), kept: null });
    underWay(null);
  } else if (status === 422) underWay(null);
});

/** @returns {{ [name: string]: string }} */
const words = () =>
  /** @type {{ [name: string]: string }} */ (
    JSON.parse(document.querySelector('.toasts')?.getAttribute('data-words') ?? '{}')
  );

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} area */
function sayRestored(form, area) {
  const [notice, button] = [document.createElement('p'), document.createElement('button')];
  notice.className = 'note small draft-back';
  notice.setAttribute('role', 'status');
  button.type = 'button';
  button.className = 'button small quiet';
  button.textContent = words()['discard'] ?? '';
  button.addEventListener('click', () => {
    keep({ name: nameOf(form), kept: null });
    area.value = '';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    notice.remove();
    area.focus();
  });
  notice.append(words()['restored'] ?? '', button);
  form.prepend(notice);
}

/** Into boxes that hold nothing. */
function restore() {
  for (const form of document.querySelectorAll(boxes)) {
    const area = textIn(form);
    if (!(form instanceof HTMLFormElement) || !area || area.value || form.querySelector('.draft-back')) continue;
    const text = find(nameOf(form));
    if (typeof text !== 'string') continue;
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    sayRestored(form, area);
  }
}

if (mine) {
  queueMicrotask(restore); // when all scripts listen
  document.addEventListener('htmx:after:swap', restore);
}

// Where there is no network: what lies here of whoever was signed in last, and the page itself as soon as it can be had.

/** @param {HTMLTemplateElement} template @param {Stored} draft */
function rowOf(template, { text, path }) {
  const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const [area, link] = [row.querySelector('textarea'), row.querySelector('a')];
  if (area) area.value = text;
  if (link && /^\/(?![/\\])/.test(path)) link.href = path;
  return row;
}

function showDrafts() {
  const place = document.querySelector('[data-drafts]');
  const template = place?.querySelector('template');
  const whose = read(whoseKey);
  if (!(place instanceof HTMLElement) || !template || !whose) return;
  const found = keysOf(whose)
    .map(storedAt)
    .filter((draft) => draft !== null)
    .filter(({ text, at }) => text?.trim() && Date.now() - at < keptFor)
    .sort((one, other) => other.at - one.at);
  place.append(...found.map((draft) => rowOf(template, draft)));
  place.hidden = found.length === 0;
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-copy-draft]') : null;
  const area = button?.closest('.draft')?.querySelector('textarea');
  if (!button || !area) return;
  area.select();
  const said = () =>
    document.dispatchEvent(new CustomEvent('toast', { detail: button.getAttribute('data-copy-draft') }));
  navigator.clipboard?.writeText(area.value).then(said, () => undefined); // it is marked, and can be copied by hand
});

if (isOffline) {
  showDrafts();
  addEventListener('online', () => location.reload());
}
