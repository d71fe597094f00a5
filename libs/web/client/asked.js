export {};
// What asks before it does something asks where one is, in a dialog, instead of on a page of its own.

let isAsking = false;

/** Null where the page itself has to say it. @param {string} address */
async function questionAt(address) {
  // Not kept: by the same address browsers know the whole page.
  const answer = await fetch(address, { headers: { 'hx-request': 'true' }, cache: 'no-store' }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.asked');
}

/** @param {Element} question @param {HTMLElement | null} opener */
function show(question, opener) {
  const dialog = document.createElement('dialog');
  dialog.className = 'asking';
  dialog.setAttribute('aria-labelledby', 'asked-title');
  dialog.append(question);
  document.body.append(dialog);
  /** @type {{ htmx?: { process(list: Element): void } }} */ (globalThis).htmx?.process(dialog);
  dialog.addEventListener('close', () => {
    if (!dialog.querySelector('form[data-sent]')) dialog.remove(); // else it waits for its answer
    if (opener?.isConnected && !opener.closest('.going')) opener.focus({ preventScroll: true });
  });
  dialog.showModal();
}

/** @param {HTMLAnchorElement} link */
async function ask(link) {
  if (isAsking) return;
  isAsking = true;
  const question = await questionAt(link.href);
  isAsking = false;
  if (!question) return location.assign(link.href);
  const menu = link.closest('details.pop');
  menu?.removeAttribute('open');
  show(question, menu?.querySelector('summary') ?? link);
}

/** @param {MouseEvent} event */
const isPlain = ({ button, ctrlKey, metaKey, shiftKey }) => button === 0 && !ctrlKey && !metaKey && !shiftKey;

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-ask]') : null;
  if (!(link instanceof HTMLAnchorElement) || !isPlain(event)) return;
  event.preventDefault();
  void ask(link);
});

// Beside it, and by whoever changed their mind.
document.addEventListener('click', (event) => {
  const { target } = event;
  const dialog = target instanceof Element ? target.closest('dialog.asking') : null;
  if (!(dialog instanceof HTMLDialogElement) || !(target instanceof Element)) return;
  if (target !== dialog && !target.closest('[data-close]')) return;
  event.preventDefault();
  dialog.close();
});

// What takes its post away shows that at once; what does not waits for its answer.
document.addEventListener('submit', ({ target }) => {
  const dialog = target instanceof HTMLFormElement && target.matches('[data-gone]') && target.closest('dialog.asking');
  if (dialog instanceof HTMLDialogElement) dialog.close();
});

document.addEventListener('pressed', ({ target }) => {
  const dialog = target instanceof Element ? target.closest('dialog.asking') : null;
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.open) dialog.close();
});

document.addEventListener('htmx:finally:request', ({ target }) => {
  const dialog = target instanceof Element ? target.closest('dialog.asking') : null;
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.remove();
});
