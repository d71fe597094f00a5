export {};
// Links of the front end that these pages replace: what they are about stands behind a # and never reaches the server.

/** @type {Readonly<Record<string, (query: URLSearchParams) => string | null>>} */
const places = {
  '/': (query) => {
    const words = query.get('q') ?? '';
    if (words === '') return null;
    return query.get('t') === 'tag' ? topicPath(words) : `/search?${new URLSearchParams({ q: words })}`;
  },
  '/post': (query) => (/^[1-9]\d*$/.test(query.get('id') ?? '') ? `/post/${query.get('id')}` : null),
  '/u': (query) => profilePath(query.get('s')),
  '/user': (query) => profilePath(query.get('username')),
  '/topic': () => '/topics',
  '/messages': () => '/messages',
  '/collection': () => '/collections',
  '/following': (query) => {
    const list = query.get('t') === 'followings' ? '/followers' : '/following';
    return (profilePath(query.get('s')) ?? '') + list;
  },
  '/contacts': () => '/friends',
  '/wallet': () => '/wallet',
  '/setting': () => '/settings',
  '/profile': () => document.querySelector('.own-menu a[href^="/@"]')?.getAttribute('href') ?? '/sign-in',
  '/anouncement': () => '/about',
};

/** @param {string | null} name */
const profilePath = (name) => (name ? `/@${encodeURIComponent(name)}` : null);
/** @param {string} words */
const topicPath = (words) => `/topic/${encodeURIComponent(words.replace(/^[#＃]/, ''))}`;

/** Where such a link leads; null: it is none. @param {string} hash */
function newPath(hash) {
  if (!hash.startsWith('#/')) return null;
  const [path = '', query = ''] = hash.slice(1).split('?');
  const place = path.length > 1 ? path.replace(/\/$/, '') : path;
  return Object.hasOwn(places, place) ? (places[place]?.(new URLSearchParams(query)) ?? null) : null;
}

/** Also where one is on the front page already, and only what is behind the # changes. */
function follow() {
  if (location.pathname !== '/') return;
  const path = newPath(location.hash);
  if (path !== null) location.replace(path);
}

follow();
addEventListener('hashchange', follow);
