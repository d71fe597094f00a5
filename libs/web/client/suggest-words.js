export {};
// Names and topics for what is being typed after @ and #, in every text area with `data-suggest-words`, or after the one
// sign of `data-suggest-only`: a list below the line of the caret, gone through by keyboard, chosen by Enter, Tab, mouse or
// finger. Silent while an input method composes.

const pause = 120;
/** What is being typed at the end of a text: also right after Chinese, but in no address. */
const begun = /(?<![A-Za-z0-9/._@#＃&=?-])([@#＃])([^\s@#＃]{0,30})$/u;
const named = /^[A-Za-z0-9]*$/;

/** @type {HTMLTextAreaElement | null} */
let area = null;
/** @type {string[]} */
let words = [];
let chosen = -1;
let timer = 0;
let asked = 0;
const list = document.createElement('ul');
list.className = 'suggest-words';
list.id = 'suggest-words';
list.setAttribute('role', 'listbox');
list.hidden = true;
const said = document.createElement('p');
said.className = 'hidden-text';
said.setAttribute('role', 'status');

/** @param {HTMLTextAreaElement} from */
function wordAt(from) {
  if (from.selectionStart !== from.selectionEnd) return null;
  const found = begun.exec(from.value.slice(Math.max(0, from.selectionStart - 40), from.selectionStart));
  const [, sign = '', typed = ''] = found ?? [];
  const only = from.dataset['suggestOnly'] ?? sign;
  if (!found || sign !== only || (sign === '@' && !named.test(typed))) return null;
  return { kind: sign === '@' ? 'member' : 'topic', sign, typed };
}

function close() {
  clearTimeout(timer);
  asked += 1;
  list.hidden = true;
  words = [];
  chosen = -1;
  area?.removeAttribute('aria-activedescendant');
  area?.removeAttribute('aria-controls');
}

/** @param {HTMLTextAreaElement} from */
async function ask(from) {
  const word = wordAt(from);
  if (!word) return close();
  const number = (asked += 1);
  const query = new URLSearchParams({ kind: word.kind, k: word.typed });
  const answer = await fetch(`/compose/suggest?${query}`, { headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  const text = answer?.ok && !answer.redirected ? await answer.text().catch(() => '') : '';
  if (number !== asked || document.activeElement !== from) return;
  const suggested = text.startsWith('{') ? /** @type {{ suggest: string[] }} */ (JSON.parse(text)).suggest : [];
  if (!suggested.length || (suggested.length === 1 && suggested[0] === word.typed)) return close();
  show(from, word.sign, suggested);
}

/** @param {HTMLTextAreaElement} from @param {string} sign @param {string[]} suggested */
function show(from, sign, suggested) {
  area = from;
  words = suggested;
  list.replaceChildren(
    ...suggested.map((word, index) => {
      const option = document.createElement('li');
      option.id = `suggest-words-${index}`;
      option.setAttribute('role', 'option');
      option.dataset['word'] = word;
      option.textContent = sign + word;
      return option;
    }),
  );
  list.setAttribute('aria-label', from.dataset['suggestWords'] ?? '');
  from.parentElement?.append(list, said);
  place(from);
  list.hidden = false;
  from.setAttribute('aria-autocomplete', 'list');
  from.setAttribute('aria-controls', list.id);
  said.textContent = (from.dataset['suggestFound'] ?? '').replace('{n}', String(suggested.length));
  choose(0);
}

/** @param {number} index */
function choose(index) {
  chosen = (index + words.length) % words.length;
  [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
  area?.setAttribute('aria-activedescendant', `suggest-words-${chosen}`);
  list.children[chosen]?.scrollIntoView({ block: 'nearest' });
}

/** Puts the word in place of what was typed of it, so that the browser's undo takes it back. @param {string} word */
function take(word) {
  const from = area;
  const typed = from && wordAt(from);
  close();
  if (!from || !typed) return;
  from.focus();
  from.setSelectionRange(from.selectionStart - typed.typed.length, from.selectionStart);
  const isDone = document.execCommand?.('insertText', false, `${word} `);
  if (isDone) return;
  from.setRangeText(`${word} `, from.selectionStart, from.selectionEnd, 'end');
  from.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

const copied = /** @type {const} */ ([
  'font',
  'letterSpacing',
  'lineHeight',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'textIndent',
  'tabSize',
  'wordBreak',
]);

/** Below the line of the caret, found in a copy of the text. @param {HTMLTextAreaElement} from */
function place(from) {
  const copy = document.createElement('div');
  const style = getComputedStyle(from);
  for (const name of copied) copy.style[name] = style[name];
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    boxSizing: 'border-box',
    width: `${from.offsetWidth}px`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  });
  const caret = document.createElement('span');
  caret.textContent = '\u200b';
  copy.append(from.value.slice(0, from.selectionStart), caret);
  from.parentElement?.append(copy);
  const { offsetTop, offsetLeft, offsetHeight } = caret;
  copy.remove();
  const most = Math.max(0, from.offsetWidth - 220);
  list.style.top = `${from.offsetTop + offsetTop - from.scrollTop + offsetHeight + 4}px`;
  list.style.left = `${from.offsetLeft + Math.min(offsetLeft, most)}px`;
}

/** @param {EventTarget | null} target */
const areaAt = (target) =>
  target instanceof HTMLTextAreaElement && target.dataset['suggestWords'] !== undefined ? target : null;

document.addEventListener('input', (event) => {
  const from = areaAt(event.target);
  if (!from) return;
  clearTimeout(timer);
  if (event instanceof InputEvent && event.isComposing) return close();
  timer = window.setTimeout(() => void ask(from), pause);
});
// What an input method has put in place of what was typed.
document.addEventListener('compositionend', ({ target }) => {
  const from = areaAt(target);
  if (from) timer = window.setTimeout(() => void ask(from), pause);
});

/** @type {{ [key: string]: () => void }} */
const keys = {
  ArrowDown: () => choose(chosen + 1),
  ArrowUp: () => choose(chosen - 1),
  Enter: () => take(words[chosen] ?? ''),
  Tab: () => take(words[chosen] ?? ''),
  Escape: close,
};

// Before others hear of these keys, while the list is open.
document.addEventListener(
  'keydown',
  (event) => {
    if (list.hidden || event.target !== area || event.isComposing || event.keyCode === 229) return;
    const act = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  },
  true,
);

// The caret stays where it is, and the keyboard of a phone open.
list.addEventListener('pointerdown', (event) => event.preventDefault());
list.addEventListener('click', ({ target }) => {
  const word = target instanceof Element ? target.closest('li')?.dataset['word'] : undefined;
  if (word !== undefined) take(word);
});
document.addEventListener('focusout', ({ target }) => {
  if (target === area) close();
});
