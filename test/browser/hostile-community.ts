import { type HttpVisitor } from '../pages/http-visitor.js';
import { smallestZip, type WireClient } from '../pages/wire-client.js';
import { css, fileName, links, markup, unruly, within } from './hostile-words.js';

export interface Places {
  readonly post: string;
  readonly attachment: number;
  readonly picture: string;
}

interface Writing {
  readonly api: WireClient;
  readonly pages: HttpVisitor;
}

const text = (content: string, type = 2, sort = 100) => ({ content, type, sort });
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** Such as no text may end with, so that it counts as a topic. */
export const topics = [
  'x"onclick="window.ran=1"',
  'javascript:window.ran=1',
  '\u202Eypparc',
  'W'.repeat(200),
  "'-alert(1)-'",
];

/** Somebody writes into every field that members have. */
export async function writeAsMember({ api, pages }: Writing, ownerId: number, readerId: number): Promise<Places> {
  await api.call('POST', '/v1/user/nickname', { nickname: '<svg/onload>' });
  const about = { nickname: '<svg/onload>', bio: within(160, markup('bio')), findable: '1' };
  await expectStatus(303, () =>
    pages.fillIn('/settings/profile', { ...about, link: 'https://elsewhere.example/"onclick=' }),
  );

  const picture = await api.upload('public/image', { bytes: png, type: 'image/png', name: fileName });
  const words = `${within(900, markup('post'))}\n${within(700, links('post'))}\n@owner\n`;
  const shown = [
    text(within(80, markup('title')), 1, 1),
    text(words + topics.map((one) => `#${one}`).join(' ')),
    { ...text(picture, 3, 101), alt: markup('alt') },
    text(`https://elsewhere.example/?q="><script>window.ran='link'</script>`, 6, 102),
  ];
  const cover = within(100, markup('cover'));
  const made = await api.call('POST', '/v1/post', {
    contents: shown,
    tags: topics,
    users: ['owner'],
    cover,
    visibility: 0,
  });
  const id = made['id'] as number;
  const again = [text(within(1_900, markup('edit'))), shown[2]];
  await api.call('POST', '/v1/post/edit', { id, contents: again, tags: topics, users: [], cover });
  const archive = await api.upload('attachment', { bytes: smallestZip, type: 'application/zip', name: fileName });
  const contents = [...shown, text(archive, 7, 103)];
  const kept = await api.call('POST', '/v1/post', { contents, tags: topics, users: ['owner'], visibility: 0 });
  await api.call('POST', '/v1/post', { contents: [text(unruly)], tags: [], users: [], quote_id: id, visibility: 0 });
  await api.call('POST', '/v1/post/star', { id });
  await talk(api, id, ownerId, readerId);
  const attachment = (kept['contents'] as { id: number; type: number }[]).find(({ type }) => type >= 7)!.id;
  return { post: `/post/${kept['id'] as number}`, attachment, picture };
}

async function talk(api: WireClient, post: number, ownerId: number, readerId: number): Promise<void> {
  const contents = [text(within(1_000, markup('comment') + unruly))];
  const { id: comment } = await api.call('POST', '/v1/post/comment', { post_id: post, contents, users: ['owner'] });
  const reply = { comment_id: comment, content: within(900, links('reply')), at_user_id: ownerId };
  await api.call('POST', '/v1/post/comment/reply', reply);
  for (const user_id of [ownerId, readerId]) {
    await api.call('POST', '/v1/user/whisper', { user_id, content: within(200, markup('whisper')) });
    await api.call('POST', '/v1/friend/requesting', { user_id, greetings: within(200, markup('greetings')) });
    await api.call('POST', '/v1/user/follow', { user_id });
  }
}

/** And whoever owns the place into every field of its desk. */
export async function writeAsOwner({ api, pages }: Writing): Promise<void> {
  const values = {
    'look.tagline': within(400, markup('tagline')),
    'web_profile.copyright_top': within(200, markup('footer')),
    'web_profile.copyright_left': within(200, css),
    'web_profile.copyright_left_link': 'https://elsewhere.example/"onclick="window.ran=1',
    'web_profile.copyright_right': `\u202Etfel ${'W'.repeat(200)}`,
  };
  const items = Object.entries(values).map(([key, value]) => ({ key, value }));
  await api.call('POST', '/v1/admin/settings/save', { items });
  for (const name of ['about', 'rules', 'privacy', 'welcome']) {
    const body = `# ${markup(name)}\n\n${links(name)}\n\n- ${css}\n- ${unruly}\n\n**${markup(name)}**`;
    await expectStatus(303, () => pages.fillIn(`/manage/texts/${name}`, { body }));
  }
}

/** What no field takes. */
export async function refusedOf(member: Writing, owner: Writing): Promise<Record<string, number>> {
  const profile = (fields: Record<string, string>) =>
    member.pages.fillIn('/settings/profile', { nickname: 'mallory', bio: '', link: '', ...fields });
  const setting = (path: string, fields: Record<string, string>) => owner.pages.fillIn(path, fields);
  const answers = {
    'a name that turns what follows': await profile({ nickname: '\u202Eyrollam' }),
    'a name of nothing': await profile({ nickname: '\u200B\u200B\u200B' }),
    'a link that runs': await profile({ link: 'javascript:window.ran=1' }),
    'a link to data': await profile({ link: 'data:text/html,<script>window.ran=1</script>' }),
    'a colour that ends its style': await setting('/manage/look', { 'look.accent': 'red}</style><script>' }),
    'a footer that runs': await setting('/manage/settings/footer', {
      'web_profile.copyright_left_link': 'javascript:window.ran=1',
    }),
  };
  return Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]));
}

async function expectStatus(status: number, work: () => Promise<{ status: number; body: Buffer }>): Promise<void> {
  const answer = await work();
  if (answer.status !== status) throw new Error(`${answer.status}: ${answer.body.toString('utf8').slice(0, 400)}`);
}
