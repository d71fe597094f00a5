export {};
// Comments: their boxes grow, answers open in place, and what is deleted comes back for whoever says so soon.

const undoFor = 10_000;

/** @param {string | undefined} text */
const say = (text) => document.dispatchEvent(new CustomEvent('toast', { detail: text ?? '' }));

const growsByItself = CSS.supports('field-sizing', 'content');

document.addEventListener('input', ({ target }) => {
  if (growsByItself || !(target instanceof HTMLTextAreaElement) || !target.matches('[data-grows]')) return;
  target.style.height = 'auto';
  target.style.height = `${target.scrollHeight + 2}px`;
});

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, isComposing, target } = event;
  const isOurs = target instanceof HTMLTextAreaElement && target.matches('.writer textarea');
  if (!isOurs || isComposing || key !== 'Enter' || !(ctrlKey || metaKey)) return;
  event.preventDefault();
  target.form?.requestSubmit();
});

/** @typedef {{ ctx: { select?: string, response: { raw: Response, status: number } } }} Answered */

/** What cannot take its part of the page is done as without scripts: the server says why. */
document.addEventListener('htmx:after:request', (event) => {
  const source = event.target;
  if (!(event instanceof CustomEvent) || !(source instanceof Element)) return;
  if (!source.matches('form[data-comment-form], .votes a')) return;
  const { raw, status } = /** @type {Answered} */ (event.detail).ctx.response;
  const isThePage = (status === 200 || status === 422) && new URL(raw.url).pathname.startsWith('/post/');
  if (isThePage) return;
  event.preventDefault();
  if (source instanceof HTMLFormElement) source.submit();
  else if (source instanceof HTMLAnchorElement) location.assign(source.href);
});

document.addEventListener('htmx:error', ({ target }) => {
  if (target instanceof HTMLElement && target.matches('[data-comment-form]')) say(target.dataset['commentForm']);
});

/** To what was just said. */
document.addEventListener('htmx:after:swap', (event) => {
  if (!(event instanceof CustomEvent)) return;
  if (/** @type {Answered} */ (event.detail).ctx.select !== '#comments') return;
  const said = document.querySelector('#comments .sought');
  if (!(said instanceof HTMLElement)) return;
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
  said.scrollIntoView({ block: 'center' });
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

/** Links to a comment that stands on another page of its list. */
function find() {
  const [, sought] = /^#comment-(\d+)$/.exec(location.hash) ?? [];
  const isPost = /^\/post\/\d+$/.test(location.pathname);
  if (!sought || !isPost || document.getElementById(`comment-${sought}`)) return;
  if (new URLSearchParams(location.search).get('comment') === sought) return;
  location.replace(`${location.pathname}?comment=${sought}${location.hash}`);
}

addEventListener('hashchange', find);
find();
