export {};
// What is pressed on a post or comment shows at once where it stands, and is taken back where the server refuses.

/** @typedef {{ text: string, act?: string, run?: () => void }} Toast */

/** @param {string | Toast | null} detail */
function say(detail) {
  if (detail) document.dispatchEvent(new CustomEvent('toast', { detail }));
}

/** What takes back what a form has shown already. @type {WeakMap<Element, () => void>} */
const takesBack = new WeakMap();

/** Where that is written out. @param {Element | null | undefined} number @param {number} by */
function count(number, by) {
  const shown = number?.textContent?.trim() ?? '';
  if (!number || !/^\d*$/.test(shown)) return;
  const now = Number(shown) + by;
  number.textContent = now > 0 ? String(now) : '';
}

/** Turns a button round, with its number. @param {Element} button */
function turn(button) {
  const isOn = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(isOn));
  button.classList.toggle('popped', isOn);
  count(button.querySelector('.n'), isOn ? 1 : -1);
}

/** Puts a sign above a text, or takes it away. @param {HTMLFormElement} form @param {string} text */
function turnSign(form, text) {
  const card = form.closest('.card, .whole');
  if (!card) return;
  const there = card.querySelector(':scope > .signs');
  const signs = there ?? document.createElement('div');
  const found = [...signs.children].find((sign) => sign.textContent?.trim() === text);
  if (found) found.remove();
  else {
    const sign = document.createElement('span');
    sign.append(form.querySelector('.icon')?.cloneNode(true) ?? '', text);
    signs.append(sign);
  }
  if (!there) {
    signs.className = 'signs';
    card.prepend(signs);
  } else if (!signs.children.length) signs.remove();
}

/** Its name becomes its other one. @param {HTMLFormElement} form */
function turnName(form) {
  const name = form.querySelector('[data-other]');
  if (!(name instanceof HTMLElement)) return;
  [name.textContent, name.dataset['other']] = [name.dataset['other'] ?? '', name.textContent];
  if (form.dataset['sign']) turnSign(form, form.dataset['sign']);
}

/** All that a page shows of a member, but the post that the page is about. @param {string} name */
const rowsOf = (name) => [...document.querySelectorAll(`[data-by~="${CSS.escape(name)}"]`)];

/** What is to be gone once the server agrees. @param {HTMLFormElement} form */
function goingWith({ dataset: { gone, away } }) {
  if (away) return rowsOf(away);
  const post = gone && document.querySelector(gone)?.getAttribute('data-post');
  return post ? [...document.querySelectorAll(`.post[data-post="${CSS.escape(post)}"]`)] : [];
}

/** Where the focus goes from what is going. @param {Element[]} rows */
function moveFocus(rows) {
  const from = rows.find((row) => row.contains(document.activeElement)) ?? rows[0];
  if (!from) return;
  let next = from.nextElementSibling;
  while (next?.classList.contains('going')) next = next.nextElementSibling;
  const link = (next ?? document.querySelector('main'))?.querySelector('a.open, .byline a, a[href]');
  if (link instanceof HTMLElement) link.focus({ preventScroll: true });
}

/** Shows what a form does; answers how that is taken back. @param {HTMLFormElement} form @returns {() => void} */
function show(form) {
  const button = form.querySelector('button[aria-pressed]');
  const opposite = form.closest('.votes')?.querySelector('button[aria-pressed=true]');
  const pressed = [button, opposite === button ? null : opposite].filter((one) => one instanceof Element);
  const number = form.dataset['counts'] ? form.closest('.pop')?.querySelector('.n') : null;
  const rows = goingWith(form);
  /** @param {boolean} isBack */
  const turned = (isBack) => {
    for (const one of pressed) turn(/** @type {Element} */ (one));
    turnName(form);
    count(number, isBack ? -1 : 1);
    for (const row of rows) row.classList.toggle('going', !isBack);
  };
  turned(false);
  return () => turned(true);
}

/** A menu closes behind what was chosen in it, and has the focus that its opener had. @param {HTMLFormElement} form */
function closeMenu(form) {
  const menu = form.closest('details.pop');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus({ preventScroll: true });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-press]') || takesBack.has(form)) return;
  closeMenu(form);
  takesBack.set(form, show(form));
  if (form.dataset['away']) moveFocus(goingWith(form));
});

/** @param {Element} form @param {string | null} [why] */
function takeBack(form, why) {
  const back = takesBack.get(form);
  if (!back) return;
  takesBack.delete(form);
  back();
  say(why || form.closest('[data-failed]')?.getAttribute('data-failed') || '…');
}

/** @param {string} text @param {string} selector */
const textIn = (text, selector) =>
  new DOMParser().parseFromString(text, 'text/html').querySelector(selector)?.textContent?.trim() ?? null;
/** What a page says in place of the answer. @param {string} text */
const reasonIn = (text) => textIn(text, 'main .alert') ?? textIn(text, 'h1');

/** @param {Response} answer */
const isSignedOut = ({ url }) => new URL(url).pathname === '/sign-in';

/** Of what was put away: the same, undone. @param {HTMLFormElement} form */
async function undo(form) {
  const { undo: action = '', away = '' } = form.dataset;
  const body = new URLSearchParams({ form_token: document.body.dataset['token'] ?? '' });
  const answer = await fetch(action, { method: 'POST', body }).catch(() => null);
  if (!answer?.ok || isSignedOut(answer))
    return say(form.closest('[data-failed]')?.getAttribute('data-failed') ?? null);
  for (const row of rowsOf(away)) row.classList.remove('going');
  say(toastIn(await answer.text()));
  form.closest('.pop')?.querySelector('summary')?.focus();
}

/** What the page that a form leads to would have said. @param {string} text */
const toastIn = (text) => textIn(text, '.toast');

/** @param {HTMLFormElement} form @param {Response} raw @param {string} text */
function finish(form, raw, text) {
  takesBack.delete(form);
  const { away, gone, undoName: act = '' } = form.dataset;
  const said = raw.headers.get('x-said');
  if (gone) {
    const rows = goingWith(form);
    moveFocus(rows);
    for (const row of rows) row.remove();
  }
  if (away) say({ text: toastIn(text) ?? '', act, run: () => void undo(form) });
  else say(said && decodeURIComponent(said));
  form.dispatchEvent(new CustomEvent('pressed', { bubbles: true }));
}

/** @typedef {{ ctx: { text: string, response: { raw: Response, status: number } } }} Answered */

document.addEventListener('htmx:after:request', (event) => {
  const form = event.target;
  if (!(event instanceof CustomEvent) || !(form instanceof HTMLFormElement) || !form.matches('[data-press]')) return;
  const { text, response } = /** @type {Answered} */ (event.detail).ctx;
  const { raw, status } = response;
  const isDone = status === 200 && (!raw.redirected || (form.dataset['away'] && !isSignedOut(raw)));
  if (isDone) return finish(form, raw, text);
  event.preventDefault();
  if (raw.redirected) location.assign(raw.url); // the session is over
  takeBack(form, reasonIn(text));
});

document.addEventListener('htmx:error', ({ target }) => {
  if (target instanceof Element) takeBack(target);
});

/** What somebody has opened stays open. */
const opened = ['details.cover', 'details.more-replies'];
/** @typedef {{ tasks: { target: unknown, fragment: DocumentFragment }[] }} Swap */

document.addEventListener('htmx:before:swap', (event) => {
  if (!(event instanceof CustomEvent)) return;
  for (const { target, fragment } of /** @type {Swap} */ (event.detail).tasks)
    for (const one of opened) {
      const isOpen = target instanceof Element && target.querySelector(`${one}[open]`) !== null;
      if (isOpen) fragment.querySelector(one)?.setAttribute('open', '');
    }
});
