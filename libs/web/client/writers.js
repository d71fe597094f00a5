export {};
// Where something is said at once, below a post or above the timeline: it grows, says what is left, and waits for its pictures.

/** Of the limit, from which on it says what is left. */
const counted = 0.8;
const every = 30_000;

/** @param {Element} form @param {string | undefined} text */
function say(form, text) {
  const place = form.querySelector('[data-composer-said]');
  if (place) place.textContent = text ?? '';
  document.dispatchEvent(new CustomEvent('toast', { detail: text ?? '' }));
}

/** @param {Element} form @returns {{ [name: string]: string }} */
const wordsOf = (form) =>
  /** @type {{ [name: string]: string }} */ (
    JSON.parse(form.querySelector('[data-words]')?.getAttribute('data-words') ?? '{}')
  );

/** @param {unknown} target @returns {HTMLFormElement | null} */
const formAt = (target) => (target instanceof Element ? target.closest('form:is(.writer, .quick)') : null);

const growsByItself = CSS.supports('field-sizing', 'content');

/** @param {HTMLTextAreaElement} area */
function grow(area) {
  if (growsByItself || !area.matches('[data-grows]')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** As a person counts: a character outside the first plane is one. @param {HTMLTextAreaElement} area */
function count(area) {
  const limit = Number(area.dataset['limit'] ?? Infinity);
  const place = area.form?.querySelector('[data-count]');
  if (!(place instanceof HTMLElement)) return;
  const used = Array.from(area.value).length;
  const left = limit - used;
  const shown = new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left));
  place.hidden = used < limit * counted;
  place.classList.toggle('over', left < 0);
  place.textContent = ((left < 0 ? area.dataset['over'] : area.dataset['left']) ?? '').replace('{n}', shown);
  area.toggleAttribute('data-too-long', left < 0);
}

document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLTextAreaElement) || !formAt(target)) return;
  grow(target);
  count(target);
});

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, isComposing, keyCode, target } = event;
  const form = target instanceof HTMLTextAreaElement ? formAt(target) : null;
  if (!form || isComposing || keyCode === 229 || key !== 'Enter' || !(ctrlKey || metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});

/** @param {Element} form */
const isUploading = (form) => form.querySelector('[data-waiting], [data-sending]') !== null;

// Before anything else hears of it: what is held back here was not sent.
document.addEventListener(
  'submit',
  (event) => {
    const form = formAt(event.target);
    const [area, failed] = [form?.querySelector('[data-too-long]'), form?.querySelector('[data-item].failed')];
    if (!form || !(area || failed || isUploading(form))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const words = wordsOf(form);
    if (area instanceof HTMLElement) {
      say(form, form.querySelector('[data-count]')?.textContent ?? '');
      area.focus();
    } else if (failed) say(form, words['unfinished']);
    else {
      form.dataset['whenReady'] = 'yes';
      say(form, words['waiting']);
    }
  },
  true,
);

document.addEventListener('composer:changed', ({ target }) => {
  const form = formAt(target);
  if (!form?.dataset['whenReady'] || isUploading(form)) return;
  delete form.dataset['whenReady'];
  form.requestSubmit();
});

document.addEventListener('paste', (event) => {
  const form = formAt(event.target);
  const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  if (!form?.matches('.live') || !files.length || event.clipboardData?.types.includes('text/plain')) return;
  event.preventDefault();
  form.dispatchEvent(new CustomEvent('composer:files', { bubbles: true, detail: files }));
});

/** From now on files go one by one. */
function begin() {
  for (const input of document.querySelectorAll('form.writer:not(.live) input[type=file]'))
    input.closest('form')?.classList.add('live');
  for (const area of document.querySelectorAll('form:is(.writer, .quick) textarea[data-limit]'))
    if (area instanceof HTMLTextAreaElement && area.value) count(area);
}

begin();
document.addEventListener('htmx:after:swap', begin);

/** The box in which somebody writes just now, or has begun to. */
function boxInUse() {
  const box = document.querySelector('#comment[data-standing]');
  const area = box?.querySelector('textarea');
  const isInUse = !document.hidden && (area?.value || (area && area === document.activeElement));
  return box && area && isInUse ? { box, area } : null;
}

/** Why nothing can be said any more; null while something can. @param {string} path */
async function whyNot(path) {
  const answer = await fetch(path, { cache: 'no-store' }).catch(() => null);
  if (answer?.status !== 200 || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#comment');
}

/** Whoever writes learns that nothing more can be said here, and keeps what was written. */
async function lookWhetherOpen() {
  const used = boxInUse();
  const notice = used && (await whyNot(used.box.getAttribute('data-standing') ?? ''));
  if (!notice || !used.box.isConnected) return;
  const { value } = used.area;
  const field = notice.querySelector('textarea');
  if (field && value) field.value = value;
  notice.querySelector('[data-unsaid]')?.toggleAttribute('hidden', !value);
  used.box.replaceWith(notice);
  say(notice, notice.querySelector('.no-box-why span')?.textContent ?? '');
}

setInterval(() => void lookWhetherOpen(), every);
document.addEventListener('visibilitychange', () => void lookWhetherOpen());
document.addEventListener('live:comments', () => void lookWhetherOpen());
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target.matches('#comment textarea')) void lookWhetherOpen();
});
