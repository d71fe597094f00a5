export {};
// Lists grow by their next page before one is at their end, and are as long as they were for whoever comes back.

const nearTheEnd = '800px';
const mostKept = 500_000;
const keptFor = 30 * 60_000;

/** @type {Set<string>} */
const loading = new Set();

const watch = new IntersectionObserver(
  (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => void loadNext(target)),
  { rootMargin: nearTheEnd },
);

/** By what a row is known, so that none stands there twice. @param {Element} row */
const keyOf = (row) => row.id || row.querySelector('a.open')?.getAttribute('href') || '';

/** @param {Element} list @param {Iterable<Element>} rows */
function append(list, rows) {
  const there = new Set([...list.children].map(keyOf));
  const fresh = [...rows].filter((row) => !keyOf(row) || !there.has(keyOf(row)));
  for (const row of fresh) row.setAttribute('data-later', '');
  list.append(...fresh);
  const { htmx } = /** @type {{ htmx?: { process(list: Element): void } }} */ (globalThis);
  htmx?.process(list);
}

/** What stands below a list gives way to what stands below its next page. @param {Element} pages @param {Element | null} next */
function replacePages(pages, next) {
  watch.unobserve(pages);
  if (!next) return pages.remove();
  next.querySelector('a[rel=prev]')?.remove();
  pages.replaceWith(next);
  if (next.querySelector('a[rel=next]')) watch.observe(next);
}

/** @param {Element} pages */
async function loadNext(pages) {
  const selector = pages.getAttribute('data-feed') ?? '';
  const link = pages.querySelector('a[rel=next]');
  const list = document.querySelector(selector);
  if (!(link instanceof HTMLAnchorElement) || !list || loading.has(link.href)) return;
  loading.add(link.href);
  pages.setAttribute('aria-busy', 'true');
  pages.querySelector('.pages-failed')?.remove();
  try {
    const answer = await fetch(link.href, { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    append(list, page.querySelector(selector)?.children ?? []);
    replacePages(pages, page.querySelector('.pages[data-feed]'));
  } catch {
    failed(pages);
  } finally {
    loading.delete(link.href);
    pages.removeAttribute('aria-busy');
  }
}

/** @param {Element} pages */
function failed(pages) {
  watch.unobserve(pages); // whoever wants it presses the button
  const notice = document.createElement('p');
  notice.className = 'pages-failed';
  notice.setAttribute('role', 'alert');
  const again = document.createElement('button');
  again.className = 'button small quiet';
  again.textContent = pages.getAttribute('data-again');
  again.addEventListener('click', () => void loadNext(pages));
  notice.append(pages.getAttribute('data-failed') ?? '', again);
  pages.prepend(notice);
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('.pages[data-feed] a[rel=next]') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void loadNext(/** @type {Element} */ (link.closest('.pages')));
});

const here = () => location.pathname + location.search;
/** Whose page it is: what one member has loaded is not shown to the next. */
const whose = () => document.body.dataset['token'] ?? '';

/** Each page has its own: on the way back there may be other lists. */
const kept = () => `feed ${here()}`;

function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('feed ')) sessionStorage.removeItem(key);
}

/** What has been loaded stays for whoever comes back, as far as it is not too much. */
addEventListener('pagehide', () => {
  const pages = document.querySelector('.pages[data-feed]');
  const list = document.querySelector(pages?.getAttribute('data-feed') ?? ':not(*)');
  if (!pages || !list) return;
  const rows = [...list.querySelectorAll(':scope > [data-later]')].map((row) => row.outerHTML).join('');
  const text = JSON.stringify({ here: here(), whose: whose(), at: Date.now(), y: scrollY, rows, end: pages.outerHTML });
  try {
    if (rows && text.length <= mostKept) sessionStorage.setItem(kept(), text);
    else sessionStorage.removeItem(kept());
  } catch {
    forgetAll();
  }
});

/** @typedef {{ here: string, whose: string, at: number, y: number, rows: string, end: string }} Kept */

function remembered() {
  try {
    const found = /** @type {Kept | null} */ (JSON.parse(sessionStorage.getItem(kept()) ?? 'null'));
    const isOurs = found?.here === here() && found.whose === whose();
    return isOurs && Date.now() - found.at < keptFor ? found : null;
  } catch {
    return null;
  }
}

function restore() {
  const [navigation] = performance.getEntriesByType('navigation');
  const isBack = navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward';
  const found = isBack ? remembered() : null;
  const pages = document.querySelector('.pages[data-feed]');
  const list = document.querySelector(pages?.getAttribute('data-feed') ?? ':not(*)');
  if (!found || !pages || !list) return;
  const parsed = new DOMParser().parseFromString(`<div>${found.rows}</div>${found.end}`, 'text/html');
  append(list, parsed.querySelector('div')?.children ?? []);
  replacePages(pages, parsed.querySelector('.pages'));
  scrollTo({ top: found.y, behavior: 'instant' });
}

restore();
for (const pages of document.querySelectorAll('.pages[data-feed]')) {
  if (pages.querySelector('a[rel=next]')) watch.observe(pages);
}

/** For how long the page has been there, whatever the clock says. */
function age() {
  const [navigation] = performance.getEntriesByType('navigation');
  const came = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
  return Math.round(performance.now() - came);
}

const mostOften = 5_000;
let asking = 0;
let asked = -mostOften;
let isDue = false;

/** Says how many new posts there are; they are shown when one asks for them. */
function askNewer() {
  asking = 0;
  const place = document.querySelector('[data-newer]');
  const path = place?.getAttribute('data-newer');
  isDue = document.hidden;
  if (!place || !path || isDue) return;
  asked = performance.now();
  fetch(`${path}&age=${age()}`, { headers: { accept: 'text/html' } })
    .then(async (answer) => (answer.status === 200 && !answer.redirected ? answer.text() : ''))
    .then((text) => {
      const link = new DOMParser().parseFromString(text, 'text/html').querySelector('a');
      if (link && link.textContent !== place.textContent) place.replaceChildren(link);
    })
    .catch(() => undefined); // asked again soon
}

// There may be some: see live.js. Those who hear it ask at different moments, and nobody whose tab is not looked at.
document.addEventListener('live:posts', (event) => {
  const { within = 0 } = /** @type {{ within?: number }} */ (event instanceof CustomEvent ? event.detail : {});
  if (asking) return;
  const wait = Math.max(Math.random() * within, asked + mostOften - performance.now(), 0);
  asking = window.setTimeout(askNewer, wait);
});
document.addEventListener('visibilitychange', () => {
  if (isDue && !document.hidden) askNewer();
});
