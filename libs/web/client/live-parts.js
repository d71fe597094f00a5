export {};
// What a page does about what may be new: the number of unread messages in the menu and the title, new comments on the
// post that is open, and films that can be played now. What one reads stays where it is.

const mostOften = 5_000;

/** @param {string} path */
async function fetchPart(path) {
  const answer = await fetch(path, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer || answer.redirected || !answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** At some moment of the time that is given for it, and once however often it is asked for. @param {() => void} work */
function soon(work) {
  let timer = 0;
  let last = -Infinity;
  return (/** @type {number} */ within) => {
    if (timer) return;
    const wait = Math.max(Math.random() * within, last + mostOften - performance.now(), 0);
    timer = window.setTimeout(() => {
      timer = 0;
      last = performance.now();
      work();
    }, wait);
  };
}

/** @param {Event} event @returns {{ post?: number, within?: number }} */
const detailOf = (event) =>
  /** @type {{ post?: number, within?: number }} */ (event instanceof CustomEvent ? event.detail : {});

const title = document.title;

/** Before the title, so that a tab tells it that nobody looks at. */
function showInTitle() {
  const badge = document.querySelector('.menu a[href="/messages"] .badge');
  const [count] = /\d+\+?/.exec(badge?.textContent ?? '') ?? [];
  document.title = count === undefined ? title : `(${count}) ${title}`;
}

async function showUnread() {
  const part = await fetchPart(`/live/unread?language=${document.documentElement.lang}`);
  if (!part) return;
  for (const link of document.querySelectorAll('nav a[href="/messages"]')) {
    link.querySelector('.badge')?.remove();
    const badge = part.querySelector('.badge');
    if (badge) link.append(document.importNode(badge, true));
  }
  showInTitle();
}

const askUnread = soon(() => void showUnread());
document.addEventListener('live:messages', (event) => askUnread(detailOf(event).within ?? 0));
showInTitle();

const [, ownPost] = /^\/post\/(\d+)$/.exec(location.pathname) ?? [];
/** Until then all that was said is on the page. */
let knownAt = pageTime();

function pageTime() {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
}

/** Says how many there are; stands before the comments, since those are replaced as a whole. */
const place = document.createElement('div');
place.className = 'newer';
place.setAttribute('role', 'status');
if (ownPost !== undefined) document.getElementById('comments')?.before(place);

async function sayComments() {
  const age = Math.round(performance.now() - knownAt);
  const part = await fetchPart(`/post/${ownPost}/newer?age=${age}&language=${document.documentElement.lang}`);
  const link = part?.querySelector('a');
  if (!link) place.replaceChildren();
  else if (link.textContent !== place.textContent) place.replaceChildren(document.importNode(link, true));
}

const askComments = soon(() => void sayComments());
document.addEventListener('live:comments', (event) => {
  const { post, within = 0 } = detailOf(event);
  if (ownPost !== undefined && Number(ownPost) === post) askComments(within);
});

// Whoever says something gets all comments anew.
document.addEventListener('htmx:after:swap', (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { ctx } = /** @type {{ ctx: { select?: string } }} */ (event.detail);
  if (ctx.select !== '#comments') return;
  knownAt = performance.now();
  place.replaceChildren();
});

/** Adds what is not there yet, above what is; what somebody writes stays. @param {Document} page */
function addComments(page) {
  const [list, fresh] = [document.getElementById('comment-list'), page.getElementById('comment-list')];
  if (!list || !fresh) return null;
  const rows = [...fresh.children].map((row) => document.importNode(row, true));
  for (const row of rows) addReplies(document.getElementById(row.id), row);
  const added = rows.filter((row) => !document.getElementById(row.id));
  list.prepend(...added);
  document.querySelector('#comments > .end')?.remove();
  const heading = page.getElementById('comments-title');
  if (heading) document.getElementById('comments-title')?.replaceWith(document.importNode(heading, true));
  const { htmx } = /** @type {{ htmx?: { process(list: Element): void } }} */ (globalThis);
  htmx?.process(list);
  return added[0] ?? list;
}

/** @param {Element | null} there @param {Element} row */
function addReplies(there, row) {
  const [old, now] = [there?.querySelector('.replies'), row.querySelector('.replies')];
  if (!there || !now || old?.querySelectorAll('.reply').length === now.querySelectorAll('.reply').length) return;
  if (old) old.replaceWith(now);
  else there.querySelector('.answer')?.before(now);
}

/** @param {HTMLAnchorElement} link */
async function showComments(link) {
  const from = performance.now();
  const page = await fetchPart(link.href);
  const shown = page && addComments(page);
  if (!shown) return location.assign(link.href);
  knownAt = from;
  place.replaceChildren();
  if (shown instanceof HTMLElement) shown.tabIndex = -1;
  if (shown instanceof HTMLElement) shown.focus({ preventScroll: true });
  shown.scrollIntoView({ block: 'center' });
}

place.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void showComments(link);
});

/** By its address without what signs it. @param {Element} made */
const fileOf = (made) =>
  new URL(made.getAttribute('data-film') ?? made.getAttribute('src') ?? '', location.href).pathname;

async function showMade() {
  const making = [...document.querySelectorAll('[data-making]')];
  const page = making.length ? await fetchPart(location.href) : null;
  if (!page) return;
  const made = [...page.querySelectorAll('video.film,audio.sound,[data-film]:not([data-making])')];
  for (const one of making) {
    const shown = made.find((other) => fileOf(other) === fileOf(one));
    if (shown) one.replaceWith(document.importNode(shown, true));
  }
}

const askMade = soon(() => void showMade());
document.addEventListener('live:media', () => askMade(0));
