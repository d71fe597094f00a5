export {};
// Files of the composer, and of comments: added by choosing, dropping or pasting, sent one at a time, shown as they go, put in order.
// Asked by the event `composer:files` with the files as its detail; tells `composer:changed` of whatever it does.

/** @typedef {{ [name: string]: string }} Words */

/** The types of blocks and of uploads, by what the browser takes a file for. @type {[RegExp, string, string][]} */
const kinds = [
  [/^image\//, '3', 'public/image'],
  [/^video\//, '4', 'public/video'],
  [/./, '7', 'attachment'],
];
/** @type {WeakMap<Element, File>} */
const files = new WeakMap();
/** @type {WeakMap<Element, XMLHttpRequest>} */
const running = new WeakMap();
/** @type {Element | null} */
let sending = null;

/** @param {Element} within @returns {Words} */
const wordsOf = (within) =>
  /** @type {Words} */ (JSON.parse(within.closest('[data-words]')?.getAttribute('data-words') ?? '{}'));

/** @template {Element} T @param {ParentNode} within @param {string} selector @returns {T} */
const one = (within, selector) => /** @type {T} */ (within.querySelector(selector));

/** @param {Element} form @param {string} text */
function say(form, text) {
  const place = form.querySelector('[data-composer-said]');
  if (place) place.textContent = text;
}

/** @param {Element} item @param {string} text @param {boolean} [failed] */
function showState(item, text, failed = false) {
  const state = one(item, '[data-state]');
  state.textContent = text;
  item.classList.toggle('failed', failed);
  /** @type {HTMLElement} */ (one(item, '[data-act=retry]')).hidden = !failed;
}

/** @param {Element} item */
function changed(item) {
  item.dispatchEvent(new CustomEvent('composer:changed', { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {File} file */
function add(form, file) {
  const words = wordsOf(one(form, '[data-words]'));
  const most = Number(one(form, '[data-most-files]').getAttribute('data-most-files'));
  const list = one(form, '[data-items]');
  if (list.querySelectorAll('[data-item]:not([data-item="6"])').length >= most)
    return say(form, words['tooMany'] ?? '');
  const [, type] = kinds.find(([pattern]) => pattern.test(file.type || 'application/zip')) ?? ['', '7'];
  const item = itemOf(form, String(type), file.name);
  if (!item || !form.querySelector(`input[type=file][data-type="${type}"]`))
    return say(form, words['notUploaded'] ?? '');
  files.set(item, file);
  if (type === '3') {
    const picture = /** @type {HTMLImageElement} */ (one(item, 'img'));
    picture.src = URL.createObjectURL(file);
    picture.hidden = false;
  }
  list.append(item);
  item.setAttribute('data-waiting', '');
  sendNext();
}

/** @param {HTMLFormElement} form @param {string} type @param {string} called @returns {HTMLElement | null} */
function itemOf(form, type, called) {
  const template = form.querySelector(`template[data-template="${type}"]`);
  if (!(template instanceof HTMLTemplateElement)) return null;
  const item = /** @type {HTMLElement} */ (
    /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild
  );
  one(item, '.composer-called').textContent = called || one(item, '.composer-called').textContent;
  /** @type {HTMLInputElement} */ (one(item, '[name=called]')).value = called;
  item.draggable = true;
  return item;
}

function sendNext() {
  const item = sending ? null : document.querySelector('[data-item][data-waiting]');
  if (!item) return;
  sending = item;
  item.removeAttribute('data-waiting');
  item.setAttribute('data-sending', '');
  changed(item);
  send(item, /** @type {File} */ (files.get(item)));
}

/** @param {Element} item @param {File} file */
function send(item, file) {
  const words = wordsOf(item);
  const progress = /** @type {HTMLProgressElement} */ (one(item, 'progress'));
  const kind = kinds.find(([, type]) => type === item.getAttribute('data-item'));
  const form = new FormData();
  form.append('type', kind?.[2] ?? 'attachment');
  // Windows names archives in several ways, and some browsers not at all.
  form.append('file', kind?.[1] === '7' ? new File([file], file.name, { type: 'application/zip' }) : file);
  const request = new XMLHttpRequest();
  running.set(item, request);
  progress.hidden = false;
  progress.value = 0;
  showState(item, words['uploading'] ?? '');
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    progress.value = total ? (100 * loaded) / total : 0;
  });
  request.addEventListener('loadend', () => arrived(item, request));
  request.open('POST', '/compose/files');
  request.setRequestHeader('x-form-token', document.body.dataset['token'] ?? '');
  request.setRequestHeader('accept', 'application/json');
  request.send(form);
}

/** @param {Element} item @param {XMLHttpRequest} request */
function arrived(item, request) {
  const words = wordsOf(item);
  const { value, error } = answerOf(request);
  if (sending === item) sending = null;
  running.delete(item);
  item.removeAttribute('data-sending');
  /** @type {HTMLProgressElement} */ (one(item, 'progress')).hidden = true;
  if (item.isConnected) {
    if (value) keep(item, value);
    showState(item, value ? '' : (error ?? words['notUploaded'] ?? ''), !value);
    const form = item.closest('form');
    const called = one(item, '.composer-called').textContent;
    if (form) say(form, `${called}: ${value ? words['uploaded'] : (error ?? words['notUploaded'])}`);
    changed(item);
  }
  sendNext();
}

/** @param {Element} item @param {string} value */
function keep(item, value) {
  /** @type {HTMLInputElement} */ (one(item, '[name=media]')).value = value;
  files.delete(item);
}

/** Nothing of it where a session or a page is over, and another page came in its place. @param {XMLHttpRequest} request */
function answerOf({ responseText, status }) {
  try {
    const { value, error } = /** @type {{ value?: string, error?: string }} */ (JSON.parse(responseText));
    return { value: status === 200 ? value : undefined, error };
  } catch {
    return { value: undefined, error: undefined };
  }
}

/** @type {{ [act: string]: (item: Element, form: Element) => void }} */
const acts = {
  retry(item) {
    item.setAttribute('data-waiting', '');
    sendNext();
  },
  remove(item, form) {
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    running.get(item)?.abort();
    say(form, wordsOf(one(form, '[data-words]'))['removed'] ?? '');
    const focus = next?.querySelector('[data-act=remove]') ?? form.querySelector('textarea');
    if (focus instanceof HTMLElement) focus.focus();
  },
  earlier(item, form) {
    item.previousElementSibling?.before(item);
    moved(item, form, 'earlier');
  },
  later(item, form) {
    item.nextElementSibling?.after(item);
    moved(item, form, 'later');
  },
};

/** @param {Element} item @param {Element} form @param {string} act */
function moved(item, form, act) {
  const words = wordsOf(item);
  const atEnd = act === 'later' ? !item.nextElementSibling : !item.previousElementSibling;
  const button = item.querySelector(`[data-act=${atEnd ? (act === 'later' ? 'earlier' : 'later') : act}]`);
  if (button instanceof HTMLElement) button.focus();
  say(form, words['moved'] ?? '');
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-item] [data-act]') : null;
  const item = button?.closest('[data-item]');
  const form = item?.closest('form');
  if (!button || !item || !form) return;
  acts[button.getAttribute('data-act') ?? '']?.(item, form);
  changed(item.isConnected ? item : form);
});

document.addEventListener('change', ({ target }) => {
  const form = target instanceof HTMLInputElement && target.type === 'file' ? target.closest('form.live') : null;
  if (!(form instanceof HTMLFormElement) || !(target instanceof HTMLInputElement)) return;
  for (const file of target.files ?? []) add(form, file);
  target.value = '';
});

document.addEventListener('composer:files', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !(event instanceof CustomEvent)) return;
  for (const file of /** @type {File[]} */ (event.detail)) add(form, file);
});

/** What a draft kept of files that were taken already: `media`, `called` and `alt` of each. */
document.addEventListener('composer:restore', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !(event instanceof CustomEvent)) return;
  for (const { media, called, alt } of /** @type {{ [name: string]: string }[]} */ (event.detail)) {
    const item = itemOf(form, String(media).slice(0, 1), String(called));
    if (!item) continue;
    keep(item, String(media));
    const address = String(media).slice(2);
    const picture = item.querySelector('img');
    if (picture) {
      picture.src = URL.canParse(address) ? ownPath(new URL(address)) : '';
      picture.hidden = false;
    }
    /** @type {HTMLInputElement} */ (one(item, '[name=alt]')).value = String(alt);
    one(form, '[data-items]').append(item);
  }
});

/** Of our own files, so that they are found on each host of the community. @param {URL} url */
const ownPath = ({ pathname, search, href }) => (pathname.startsWith('/media/') ? pathname + search : href);

// What no browser can show has no picture.
document.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLImageElement && target.matches('.composer-thumb img')) target.hidden = true;
  },
  true,
);

// Order by dragging, beside the buttons.
/** @type {Element | null} */
let dragged = null;
document.addEventListener('dragstart', ({ target }) => {
  dragged = target instanceof Element && target.matches('[data-item]') ? target : null;
  dragged?.classList.add('dragged');
});
document.addEventListener('dragover', (event) => {
  const over = dragged && event.target instanceof Element ? event.target.closest('[data-item]') : null;
  if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const isBefore = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_PRECEDING;
  if (isBefore) over.before(dragged);
  else over.after(dragged);
});
document.addEventListener('dragend', () => {
  dragged?.classList.remove('dragged');
  if (dragged) changed(dragged);
  dragged = null;
});
