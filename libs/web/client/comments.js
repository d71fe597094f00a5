export {};
// Comments: answers open in place, and what is deleted comes back for whoever says so soon.

const undoFor = 10_000;

/** @param {string | undefined} text */
const say = (text) => document.dispatchEvent(new CustomEvent('toast', { detail: text ?? '' }));

/** @typedef {{ select?: string, text: string, target?: unknown, response: { raw: Response, status: number } }} Context */

/** An answer that was refused stays where it was written. @param {HTMLFormElement} form @param {string} page */
function refuse(form, page) {
  const why = new DOMParser().parseFromString(page, 'text/html').querySelector('#comments .alert, .no-box-why span');
  const text = why?.textContent?.trim() ?? form.dataset['commentForm'] ?? '';
  const notice = form.querySelector('.alert') ?? document.createElement('p');
  notice.className = 'alert';
  notice.setAttribute('role', 'alert');
  notice.textContent = text;
  form.querySelector('.writer-sheet')?.prepend(notice);
  form.querySelector('textarea')?.focus();
}

/** @param {Context} context */
const isThePage = ({ response: { raw, status } }) =>
  (status === 200 || status === 422) && new URL(raw.url).pathname.startsWith('/post/');

/** As without scripts: the server says why. @param {Element} source */
function doWithoutScripts(source) {
  if (source instanceof HTMLFormElement) source.submit();
  else if (source instanceof HTMLAnchorElement) location.assign(source.href);
}

/** What cannot take its part of the page is done otherwise. */
document.addEventListener('htmx:after:request', (event) => {
  const source = event.target;
  if (!(event instanceof CustomEvent) || !(source instanceof Element)) return;
  if (!source.matches('form[data-comment-form], .votes a')) return;
  const { ctx } = /** @type {{ ctx: Context }} */ (event.detail);
  const isRefused = ctx.response.status === 422 && source.matches('.answer form');
  if (isThePage(ctx) && !isRefused) return;
  event.preventDefault();
  if (isThePage(ctx) && source instanceof HTMLFormElement) refuse(source, ctx.text);
  else doWithoutScripts(source);
});

document.addEventListener('htmx:error', ({ target }) => {
  if (target instanceof HTMLElement && target.matches('[data-comment-form]')) say(target.dataset['commentForm']);
});

/** To what was just said. */
document.addEventListener('htmx:after:swap', (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { select, target } = /** @type {{ ctx: Context }} */ (event.detail).ctx;
  const answered =
    target instanceof Element && target.matches('li.comment') ? document.getElementById(target.id) : null;
  const part = select === '#comments' ? document.querySelector('#comments') : answered;
  const said = part?.querySelector('.sought');
  if (!(said instanceof HTMLElement)) return;
  answered?.querySelector('.answer')?.replaceChildren();
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
  said.scrollIntoView({ block: answered ? 'nearest' : 'center' });
});

/** Whoever closes a post for comments, or opens it, sees that below it, too. */
document.addEventListener('pressed', ({ target }) => {
  const { htmx } = /** @type {{ htmx?: { ajax(verb: string, path: string, how: object): unknown } }} */ (globalThis);
  const isLock = target instanceof HTMLFormElement && new URL(target.action).pathname.endsWith('/lock');
  if (!isLock || !target.closest('.whole')) return;
  const place = { target: '#comments', select: '#comments', swap: 'outerMorph' };
  htmx?.ajax('GET', location.pathname + location.search, place);
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('.answer a[data-cancel]') : null;
  const answer = link?.closest('.answer');
  if (!answer) return;
  event.preventDefault();
  answer.replaceChildren();
  const opener = answer.closest('.comment')?.querySelector('.votes a');
  if (opener instanceof HTMLElement) opener.focus();
});

/** @typedef {{ form: HTMLFormElement, row: HTMLElement, toast: HTMLElement, timer: ReturnType<typeof setTimeout> }} Deletion */
/** @type {Deletion | null} */
let waiting = null;

/** @param {HTMLFormElement} form */
async function send(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') body.append(name, value);
  }
  const answer = await fetch(form.action, { method: 'POST', body, keepalive: true });
  if (!answer.ok || new URL(answer.url).pathname === '/sign-in') throw new Error(String(answer.status));
}

/** Nobody said that it should come back. */
function finish() {
  if (!waiting) return;
  const { form, row, toast, timer } = waiting;
  waiting = null;
  clearTimeout(timer);
  toast.remove();
  send(form).then(
    () => row.remove(),
    () => {
      row.classList.remove('going');
      say(form.dataset['failed']);
    },
  );
}

function undo() {
  if (!waiting) return;
  const { row, toast, timer } = waiting;
  waiting = null;
  clearTimeout(timer);
  toast.remove();
  row.classList.remove('going');
  row.querySelector('summary')?.focus();
}

/** @param {HTMLFormElement} form @param {HTMLElement} row */
function deleteSoon(form, row) {
  finish();
  const place = document.querySelector('.toasts');
  if (!place) return form.requestSubmit();
  const [toast, button] = [document.createElement('p'), document.createElement('button')];
  toast.className = 'toast';
  button.className = 'undo';
  button.textContent = form.dataset['undo'] ?? '';
  button.addEventListener('click', undo);
  toast.append(form.dataset['said'] ?? '', button);
  place.replaceChildren(toast);
  row.classList.add('going');
  button.focus({ preventScroll: true });
  waiting = { form, row, toast, timer: setTimeout(finish, undoFor) };
}

document.addEventListener('click', (event) => {
  const summary = event.target instanceof Element ? event.target.closest('.sure > summary') : null;
  const form = summary?.parentElement?.querySelector('form[data-undo]');
  const row = form?.closest('.reply, .comment');
  if (!(form instanceof HTMLFormElement) || !(row instanceof HTMLElement)) return;
  event.preventDefault();
  form.closest('details.pop')?.removeAttribute('open');
  deleteSoon(form, row);
});

addEventListener('pagehide', finish);

/** One that is folded is shown to whoever comes for it. @param {HTMLElement} there */
function openAround(there) {
  const folded = there.closest('details:not([open])');
  if (!folded) return;
  folded.setAttribute('open', '');
  there.scrollIntoView({ block: 'center' });
}

/** Links to a comment that stands on another page of its list. */
function find() {
  const [, sought] = /^#comment-(\d+)$/.exec(location.hash) ?? [];
  const isPost = /^\/post\/\d+$/.test(location.pathname);
  const there = sought && document.getElementById(`comment-${sought}`);
  if (there) return openAround(there);
  if (!sought || !isPost) return;
  if (new URLSearchParams(location.search).get('comment') === sought) return;
  location.replace(`${location.pathname}?comment=${sought}${location.hash}`);
}

addEventListener('hashchange', find);
find();
