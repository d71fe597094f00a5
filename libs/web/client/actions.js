export {};
// What is pressed below a post shows at once, and is taken back where the server refuses; links to posts are handed on.

/** @param {string} text */
const say = (text) => document.dispatchEvent(new CustomEvent('toast', { detail: text }));

/** Turns a button round, with its number where that is written out. @param {Element | null} button */
function turn(button) {
  if (!button) return;
  const isOn = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(isOn));
  button.classList.toggle('popped', isOn);
  const number = button.querySelector('.n');
  const shown = number?.textContent?.trim() ?? '';
  if (!number || !/^\d*$/.test(shown)) return;
  const count = Number(shown) + (isOn ? 1 : -1);
  number.textContent = count > 0 ? String(count) : '';
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-press]')) return;
  if (form.dataset['turned'] === 'yes') return;
  form.dataset['turned'] = 'yes';
  turn(form.querySelector('button'));
});

/** @param {Element} form @param {string | null} [why] */
function takeBack(form, why) {
  if (!(form instanceof HTMLElement) || form.dataset['turned'] !== 'yes') return;
  delete form.dataset['turned'];
  turn(form.querySelector('button'));
  say(why || form.closest('[data-failed]')?.getAttribute('data-failed') || '…');
}

/** What a page says in place of the answer: its heading. @param {string} text */
function headingOf(text) {
  const found = new DOMParser().parseFromString(text, 'text/html').querySelector('h1');
  return found?.textContent ?? null;
}

/** @typedef {{ ctx: { text: string, response: { raw: Response, status: number } } }} Answered */

document.addEventListener('htmx:after:request', (event) => {
  const form = event.target;
  if (!(event instanceof CustomEvent) || !(form instanceof HTMLElement) || !form.matches('[data-press]')) return;
  const { text, response } = /** @type {Answered} */ (event.detail).ctx;
  if (response.status === 200 && !response.raw.redirected) return void delete form.dataset['turned'];
  event.preventDefault();
  if (response.raw.redirected) location.assign(response.raw.url); // the session is over
  takeBack(form, headingOf(text));
});

document.addEventListener('htmx:error', ({ target }) => {
  if (target instanceof Element) takeBack(target);
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-share],a[data-copy]') : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isShared = link.matches('[data-share]') && 'share' in navigator && matchMedia('(pointer: coarse)').matches;
  if (!isShared && !navigator.clipboard) return;
  event.preventDefault();
  link.closest('details')?.removeAttribute('open');
  if (isShared) return void navigator.share({ url: link.href }).catch(() => undefined);
  navigator.clipboard.writeText(link.href).then(
    () => say(link.dataset['said'] ?? ''),
    () => location.assign(link.href),
  );
});
