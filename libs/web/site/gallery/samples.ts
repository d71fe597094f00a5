import type { BlockView, PersonView, PostView } from '#web/ui';

// What the gallery shows: one of each, and of each what is hardest to show. In no catalogue, because nobody but developers reads it.

const picture = (number: number): BlockView => ({
  type: 3,
  content: `/avatars/${number}.svg`,
  alt: number % 2 ? 'A drawn animal' : '',
  file: { state: 'ready', width: 600, height: number % 3 ? 400 : 800 },
});
const pictures = (count: number): BlockView[] => Array.from({ length: count }, (_, index) => picture(index + 1));
const text = (content: string): BlockView => ({ type: 2, content });

export const people: readonly PersonView[] = [
  { name: 'Lin Lin 林林', username: 'linlin', avatar: '/avatars/3.svg' },
  { name: 'x'.repeat(40), username: 'unbroken', avatar: '/avatars/7.svg' },
  { name: 'مريم', username: 'maryam', avatar: '/avatars/12.svg' },
];
const [lin, unbroken, maryam] = people as [PersonView, PersonView, PersonView];

const plain: PostView = {
  id: 1,
  author: lin,
  at: new Date(),
  place: 'Hangzhou',
  blocks: [
    text('A heron at the pond #birds with @maryam https://example.org/a/long/path?with=a&query=that-is-long-enough'),
  ],
  topics: ['birds'],
  comments: 3,
  stars: 12_345,
  collections: 1,
  shares: 2,
  cover: '',
  edits: 0,
  price: 0,
  isRepost: false,
  isTop: false,
  isHighlight: false,
  isLocked: false,
  audience: 'public',
  own: { isStarred: true, isCollected: false, isAuthor: true, isStaff: true },
};

const long = 'A sentence that goes on and on, as people do who have much to tell. '.repeat(20);
let id = 1;
const post = (change: Partial<PostView>): PostView => ({ ...plain, id: (id += 1), ...change });

export const posts: readonly (readonly [name: string, post: PostView])[] = [
  ['plain, starred', plain],
  ['title and text', post({ blocks: [{ type: 1, content: 'A title' }, text('And what belongs to it.')] })],
  ['folded', post({ blocks: [text(long)] })],
  ['unbroken', post({ author: unbroken, blocks: [text('W'.repeat(300))] })],
  ['right to left', post({ author: maryam, blocks: [text('مرحبا بالجميع، هذه أول مشاركة لي هنا.')] })],
  ...[1, 2, 3, 4, 9, 12].map(
    (count) => [`${count} pictures`, post({ blocks: [text('Look'), ...pictures(count)] })] as const,
  ),
  ['pictures not ready', post({ blocks: [text('Soon'), { type: 3, content: '/x', file: { state: 'pending' } }] })],
  ['picture that failed', post({ blocks: [text('Never'), { type: 3, content: '/x', file: { state: 'failed' } }] })],
  ['film being prepared', post({ blocks: [text('A film'), { type: 4, content: '/x', file: { state: 'pending' } }] })],
  ['link', post({ blocks: [text('Read this'), { type: 6, content: 'https://example.org/an/article' }] })],
  ['file', post({ blocks: [text('The minutes'), { type: 7, content: '' }] })],
  ['file for sale', post({ blocks: [text('My songs'), { type: 8, content: '' }], price: 500 })],
  ['behind a warning', post({ cover: 'Spiders', blocks: [text('Eight legs'), picture(2)] })],
  ['pinned, highlighted, locked, edited', post({ isTop: true, isHighlight: true, isLocked: true, edits: 2 })],
  ['for friends', post({ audience: 'friend' })],
  ['for followers', post({ audience: 'following' })],
  ['for nobody else', post({ audience: 'private' })],
  ['quotes', post({ quoted: post({ blocks: [text(long), ...pictures(3)] }) })],
  ['quotes what is gone', post({ quoted: 'missing' })],
  ['repeats', post({ isRepost: true, blocks: [], quoted: post({ author: maryam }) })],
];
