export {};
// The composer: grows with its text, counts, keeps what was typed until it is sent, and sends once.

/** Of the limit, from which on it says what is left. */
const counted = 0.8;

/** @template {Element} T @param {ParentNode} within @param {string} selector @returns {T} */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector));
/** @param {Element} form @returns {HTMLTextAreaElement} */
const textOf = (form) => one(form, '[name=content]');
/** @param {Element} form @returns {HTMLElement} */
const sheetOf = (form) => one(form, '[data-composer]');
/** @param {Element} form @returns {{ [name: string]: string }} */
const wordsOf = (form) =>
  /** @type {{ [name: string]: string }} */ (JSON.parse(sheetOf(form).dataset['words'] ?? '{}'));
/** @param {Element} form */
const draftName = (form) => `composer:${sheetOf(form).dataset['composer']}`;

/** Of what keeps drafts: see drafts.js. @template T @param {'keep' | 'find' | 'send'} act @param {T} detail @returns {T} */
function drafts(act, detail) {
  document.dispatchEvent(new CustomEvent(`draft:${act}`, { detail }));
  return detail;
}

/** @param {unknown} target @returns {HTMLFormElement | null} */
const formAt = (target) => (target instanceof Element ? target.closest('form.composer.live') : null);

/** @param {Element} form @param {string} text */
function say(form, text) {
  one(form, '[data-composer-said]').textContent = text;
  document.dispatchEvent(new CustomEvent('toast', { detail: text }));
}

/** @param {Element} form */
function grow(form) {
  const area = textOf(form);
  const { scrollX, scrollY } = window;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
  window.scrollTo(scrollX, scrollY);
}

/** As a person counts: a character outside the first plane is one. @param {Element} form */
function count(form) {
  const letters = Array.from(textOf(form).value);
  const limit = Number(sheetOf(form).dataset['limit']);
  const left = limit - letters.length;
  const words = wordsOf(form);
  const place = /** @type {HTMLElement} */ (one(form, '[data-count]'));
  const surplus = /** @type {HTMLElement} */ (one(form, '[data-surplus]'));
  const shown = new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left));
  place.hidden = letters.length < limit * counted;
  place.classList.toggle('over', left < 0);
  place.textContent = (left < 0 ? words['over'] : words['left'])?.replace('{n}', shown) ?? '';
  surplus.hidden = left >= 0;
  one(surplus, 'mark').textContent = letters.slice(limit).join('');
  textOf(form).toggleAttribute('data-over', left < 0);
}

/** @param {Element} form */
function remind(form) {
  const areas = [...form.querySelectorAll('[data-items] [data-item="3"] textarea')];
  const isMissing = areas.some((area) => area instanceof HTMLTextAreaElement && !area.value.trim());
  /** @type {HTMLElement} */ (one(form, '[data-remind]')).hidden = !isMissing;
}

/** @param {Element | null} field @returns {field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
const isField = (field) =>
  field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;

/** @param {Element} form @param {string} name @returns {string} */
function valueOf(form, name) {
  const field = form.querySelector(`[name=${name}]`);
  return isField(field) ? field.value : '';
}

const kept = ['title', 'content', 'cover', 'price', 'visibility'];

/** @param {Element} form */
function draftOf(form) {
  const items = [...form.querySelectorAll('[data-items] > [data-item]')]
    .map((item) => ({ media: valueOf(item, 'media'), called: valueOf(item, 'called'), alt: valueOf(item, 'alt') }))
    .filter(({ media }) => media);
  return { fields: Object.fromEntries(kept.map((name) => [name, valueOf(form, name)])), items };
}

/** @typedef {{ from?: string, fields?: { [name: string]: string }, items?: { [name: string]: string }[] }} Kept */

/** What each form was when it came. @type {WeakMap<Element, string>} */
const first = new WeakMap();
/** The text that stood in it before anybody wrote. @type {WeakMap<Element, string>} */
const begunFrom = new WeakMap();
/** @param {Element} form */
const isChanged = (form) => JSON.stringify(draftOf(form)) !== first.get(form);
/** @param {Element} form */
const isUploading = (form) => form.querySelector('[data-waiting], [data-sending]') !== null;

let isLeaving = false;
/** On purpose, so that nothing warns of it; the page may still be there when sending has failed. */
function leave() {
  isLeaving = true;
  setTimeout(() => (isLeaving = false), 20_000);
}

/** @param {Element} form */
function keepDraft(form) {
  const kept = isChanged(form) ? { from: begunFrom.get(form) ?? '', ...draftOf(form) } : null;
  drafts('keep', { name: draftName(form), path: location.pathname + location.search, text: textOf(form).value, kept });
}

/** Only into a form as it came, and from what it was begun: what a page brings of itself is newer. @param {HTMLFormElement} form */
function restore(form) {
  const { kept: draft } = drafts('find', { name: draftName(form), kept: /** @type {Kept | null} */ (null) });
  const isRefused = form.querySelector('.alert') !== null;
  const from = isRefused ? (draft?.from ?? '') : textOf(form).defaultValue;
  begunFrom.set(form, from);
  if (draft && !isRefused && draft.from === from) fill(form, draft);
}

/** @param {HTMLFormElement} form @param {Kept} draft */
function fill(form, draft) {
  for (const [name, value] of Object.entries(draft.fields ?? {})) {
    const field = form.querySelector(`[name=${CSS.escape(name)}]`);
    if (isField(field)) field.value = value;
  }
  for (const details of form.querySelectorAll('details.composer-extra')) {
    const field = details.querySelector('input');
    if (field?.value) details.setAttribute('open', '');
  }
  one(form, '[data-items]').replaceChildren();
  form.dispatchEvent(new CustomEvent('composer:restore', { bubbles: true, detail: draft.items ?? [] }));
  /** @type {HTMLElement} */ (one(form, '[data-restored]')).hidden = false;
}

/** @param {HTMLFormElement} form */
function begin(form) {
  form.classList.add('live');
  for (const item of form.querySelectorAll('[data-items] > [data-item]')) item.setAttribute('draggable', 'true');
  first.set(form, JSON.stringify(draftOf(form)));
  restore(form);
  refresh(form);
}

/** @param {Element} form */
function refresh(form) {
  grow(form);
  count(form);
  remind(form);
}

/** @param {EventTarget | null} target */
function onChange(target) {
  const form = formAt(target);
  if (!form) return;
  refresh(form);
  keepDraft(form);
  if (form.dataset['whenReady'] && !isUploading(form)) {
    delete form.dataset['whenReady'];
    form.requestSubmit();
  }
}

document.addEventListener('input', ({ target }) => onChange(target));
document.addEventListener('composer:changed', ({ target }) => onChange(target));

document.addEventListener('click', ({ target }) => {
  const form = formAt(target);
  if (!form || !(target instanceof Element) || !target.closest('[data-act=discard]')) return;
  drafts('keep', { name: draftName(form), kept: null });
  leave();
  location.assign(location.pathname + location.search);
});

document.addEventListener('keydown', (event) => {
  const { target, key, isComposing } = event;
  const form = formAt(target);
  if (!form || key !== 'Enter' || isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (target instanceof HTMLInputElement) event.preventDefault();
});

// Before the script that lets a form be sent once: what is held back here was not sent.
document.addEventListener('submit', (event) => {
  const form = formAt(event.target);
  if (!form) return;
  const words = wordsOf(form);
  const failed = form.querySelector('[data-item].failed');
  if (!isUploading(form) && !failed && !form.querySelector('[data-over]')) {
    drafts('send', { name: draftName(form) });
    return leave();
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isUploading(form)) {
    form.dataset['whenReady'] = 'yes';
    say(form, words['waiting'] ?? '');
  } else if (failed) {
    say(form, words['unfinished'] ?? '');
    const retry = failed.querySelector('[data-act=retry]');
    if (retry instanceof HTMLElement) retry.focus();
  } else {
    say(form, one(form, '[data-count]').textContent ?? '');
    textOf(form).focus();
  }
});

addEventListener('beforeunload', (event) => {
  const form = document.querySelector('form.composer.live');
  if (form && !isLeaving && (isChanged(form) || isUploading(form))) event.preventDefault();
});

/** @param {DataTransfer | null} transfer */
const filesIn = (transfer) => [...(transfer?.files ?? [])];

/** @param {HTMLFormElement} form @param {File[]} files */
function take(form, files) {
  form.dispatchEvent(new CustomEvent('composer:files', { bubbles: true, detail: files }));
}

document.addEventListener('paste', (event) => {
  const form = formAt(event.target);
  const files = filesIn(event.clipboardData);
  if (!form || !files.length || event.clipboardData?.types.includes('text/plain')) return;
  event.preventDefault();
  take(form, files);
});

/** @param {DragEvent} event */
const dropForm = ({ dataTransfer }) =>
  dataTransfer?.types.includes('Files')
    ? /** @type {HTMLFormElement | null} */ (document.querySelector('form.composer.live'))
    : null;

for (const name of /** @type {const} */ (['dragenter', 'dragover']))
  document.addEventListener(name, (event) => {
    const form = dropForm(event);
    if (!form) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
document.addEventListener('dragleave', ({ relatedTarget }) => {
  if (!relatedTarget) document.querySelector('form.composer.dropping')?.classList.remove('dropping');
});
document.addEventListener('drop', (event) => {
  const form = dropForm(event);
  if (!form) return;
  event.preventDefault();
  form.classList.remove('dropping');
  take(form, filesIn(event.dataTransfer));
});

const open = /** @type {HTMLFormElement | null} */ (document.querySelector('form.composer'));
if (open) queueMicrotask(() => begin(open)); // when all scripts listen
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) isLeaving = false;
});
