export {};
// Says on the page that something may be new, as soon as the server does: the events `live:posts`, `live:comments`,
// `live:messages` and `live:media` on the document. One tab of a browser stays connected and tells the others; where none
// can, they are said once a minute to whoever looks.

const everyMinute = 60_000;
/** The server says something every 20 s. */
const silence = 50_000;
const [soonest, latest] = [2_000, 300_000];
/** Turned away, or by something that is no event stream: there is no hurry to come again. */
const refusedFor = 60_000;
/** Guests have nothing to be told where nobody looks. */
const awayFor = 30_000;
const mostPosts = 20;
const mostKept = 200;

/** Whose page it is; null: a guest's. */
const owner = document.querySelector('.own-menu a[href^="/@"]')?.getAttribute('href')?.slice(2) ?? null;
const isMember = owner !== null;
const [, ownPost] = /^\/post\/(\d+)$/.exec(location.pathname) ?? [];
const isOfUse = isMember || ownPost !== undefined || document.querySelector('[data-newer]') !== null;
/** Of one session: what one member is told is not the next one's affair. */
const name = `live ${isMember ? (document.body.dataset['token'] ?? '').slice(0, 16) : 'guest'}`;
/** Somebody else is signed in here by now, or nobody. */
let isOutdated = false;
const me = Math.random().toString(36).slice(2);

/** @typedef {{ kind: string, about: { post?: number, within?: number } }} News */
/** @typedef {{ from: string, to?: string, news?: News, beat?: true, want?: { posts: string[], age: number }, who?: true }} Letter */

/** @type {BroadcastChannel | null} */
let channel = null;
/** @type {AbortController | null} */
let waiting = null;
/** @type {(() => void) | null} */
let resign = null;
/** @type {EventSource | null} */
let source = null;
/** Of all tabs. */
const posts = new Set(ownPost === undefined ? [] : [ownPost]);
/** What was told lately, for tabs that come later. @type {{ at: number, news: News }[]} */
const told = [];
/** What came before it may be missing there. */
let toldFrom = pageTime();
let pause = soonest;
let again = 0;
let away = 0;
/** Whatever was new until then has been said. */
let freshAt = pageTime();
let heardAt = -Infinity;

/** When the server made the page, by the clock of the page. */
function pageTime() {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
}

const since = () => Math.max(0, Math.round(performance.now() - freshAt));

/** @param {Omit<Letter, 'from'>} letter */
const write = (letter) => channel?.postMessage({ from: me, ...letter });

/** On this page. @param {News} news */
function say({ kind, about }) {
  document.dispatchEvent(new CustomEvent(`live:${kind}`, { detail: about }));
}

/** On this page and all others. @param {News} news */
function tell(news) {
  told.push({ at: performance.now(), news });
  if (told.length > mostKept) toldFrom = told.shift()?.at ?? toldFrom;
  write({ news });
  say(news);
}

function alive() {
  heardAt = freshAt = performance.now();
}

/** For whoever was away for long, or does not know for how long. @returns {News[]} */
const everything = () => [
  ...['posts', 'messages', 'media'].map((kind) => ({ kind, about: {} })),
  ...[...posts].map((post) => ({ kind: 'comments', about: { post: Number(post) } })),
];

/** @param {Event} event @returns {{ member?: string, post?: number, within?: number }} */
const dataOf = (event) =>
  /** @type {{ member?: string }} */ (event instanceof MessageEvent ? JSON.parse(String(event.data)) : {});

function connect() {
  clearTimeout(again);
  const query = new URLSearchParams({ age: String(since()) });
  if (posts.size) query.set('post', [...posts].slice(-mostPosts).join());
  const opened = new EventSource(`/live?${query}`);
  source = opened;
  opened.addEventListener('hello', (event) => {
    isOutdated = (dataOf(event).member ?? null) !== owner;
    if (isOutdated) return stop();
    pause = soonest;
    alive();
    write({ beat: true });
  });
  opened.addEventListener('beat', () => {
    alive();
    write({ beat: true });
  });
  opened.addEventListener('anew', () => everything().forEach(tell));
  for (const kind of ['posts', 'comments', 'messages', 'media']) {
    opened.addEventListener(kind, (event) => {
      alive();
      tell({ kind, about: dataOf(event) });
    });
  }
  opened.addEventListener('error', () => reconnect(opened.readyState === EventSource.CLOSED ? refusedFor : 0));
}

/** At some moment that no other browser has, and later each time. @param {number} least */
function reconnect(least = 0) {
  source?.close();
  source = null;
  clearTimeout(again);
  if (!resign) return;
  again = window.setTimeout(connect, Math.max(least, pause) * (0.5 + Math.random()));
  pause = Math.min(latest, pause * 2);
}

/** @param {MessageEvent<Letter>} message */
function receive({ data: { from, to, news, beat, want, who } }) {
  if (from === me || (to !== undefined && to !== me)) return;
  if (news) say(news);
  if (news || beat) alive();
  if (who) ask();
  if (want && resign) serve(from, want);
}

/** Of the tab that is connected. */
const ask = () => write({ want: { posts: ownPost === undefined ? [] : [ownPost], age: since() } });

/** @param {string} to @param {{ posts: string[], age: number }} want */
function serve(to, want) {
  const isMore = want.posts.some((post) => !posts.has(post));
  for (const post of want.posts) posts.add(post);
  const from = performance.now() - want.age;
  const missed = from < toldFrom ? everything() : told.filter(({ at }) => at >= from).map(({ news }) => news);
  for (const news of missed) write({ to, news });
  if (performance.now() - heardAt < silence) write({ to, beat: true });
  if (!isMore || !source) return;
  source.close();
  again = window.setTimeout(connect, 200);
}

/** This tab is the one that is connected, until it goes. */
function lead() {
  toldFrom = freshAt;
  write({ who: true });
  connect();
  return /** @type {Promise<void>} */ (new Promise((done) => (resign = done)));
}

function start() {
  if (channel || !isOfUse || isOutdated || (!isMember && document.hidden)) return;
  channel = new BroadcastChannel(name);
  channel.addEventListener('message', receive);
  ask();
  waiting = new AbortController();
  navigator.locks.request(name, { signal: waiting.signal }, lead).catch(() => undefined);
}

/** The next tab takes over, if there is one. */
function stop() {
  waiting?.abort();
  source?.close();
  source = null;
  clearTimeout(again);
  resign?.();
  resign = null;
  channel?.close();
  channel = null;
}

/** Also where several tabs cannot agree on one, or none is let in. */
setInterval(() => {
  const now = performance.now();
  if (source && now - heardAt > silence && source.readyState === EventSource.OPEN) reconnect();
  if (document.hidden || !isOfUse || isOutdated || now - heardAt < everyMinute) return;
  say({ kind: 'posts', about: {} });
  if (ownPost !== undefined) say({ kind: 'comments', about: { post: Number(ownPost) } });
  if (isMember) say({ kind: 'messages', about: {} });
}, everyMinute);

if ('locks' in navigator && 'BroadcastChannel' in window && 'EventSource' in window) {
  // Whoever only passes by need not be connected.
  setTimeout(start, 400 + Math.random() * 600);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', ({ persisted }) => persisted && start());
  document.addEventListener('visibilitychange', () => {
    clearTimeout(away);
    if (isMember) return;
    if (document.hidden) away = window.setTimeout(stop, awayFor);
    else start();
  });
}
