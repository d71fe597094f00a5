import type { Data, Person } from '../../../../test/support/person.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('a post that its author edits', () => {
  const community = useCommunity();
  let ada: Person;
  let reader: Visitor;

  beforeAll(async () => {
    ada = await community.member('ada');
    reader = new Visitor(community.app, community.host);
    await reader.signIn(ada.username, ada.password);
  });

  const blocksOf = async (id: unknown) =>
    ((await ada.get(`/v1/post?id=${String(id)}`))['contents'] as Data[]).map(({ type, alt, content }) => [
      type,
      type === 3 ? alt : content,
    ]);

  it('keeps its pictures in their order with their descriptions, what it quotes, and each link once', async () => {
    const quoted = await ada.posts('What is quoted');
    const uploader = new Uploader(community.app, ada);
    const picture = async () => (await uploader.file('public/image', png, 'image/png')).content;
    const text = 'See https://example.org/a and more';
    const { id } = await ada.post('/v1/post', {
      contents: [
        { type: 2, sort: 100, content: text },
        { type: 3, sort: 101, content: await picture(), alt: 'The first' },
        { type: 3, sort: 102, content: await picture(), alt: 'The second' },
        { type: 6, sort: 103, content: 'https://EXAMPLE.org/a' },
        { type: 6, sort: 104, content: 'https://example.org/b' },
        { type: 6, sort: 105, content: 'https://example.org/b' },
      ],
      tags: [],
      users: [],
      quote_id: quoted.id,
    });
    const path = `/post/${String(id)}/edit`;
    await reader.open(path);
    const called = () => reader.texts('[data-items] .composer-called');
    expect(called()).toEqual(['Picture', 'Picture', 'https://example.org/b']);
    expect(reader.texts('[data-items] [name=alt]').filter(Boolean)).toEqual(['The first', 'The second']);
    expect(reader.texts('#composer .quoted .text')).toEqual(['What is quoted']);
    expect((await reader.submit(path, { content: ' ' })).status).toBe(422);
    expect(called()).toEqual(['Picture', 'Picture', 'https://example.org/b']);
    await reader.submit(path, { content: `${text}, edited` });
    expect(await blocksOf(id)).toEqual([
      [2, `${text}, edited`],
      [3, 'The first'],
      [3, 'The second'],
      [6, 'https://example.org/b'],
      [6, 'https://example.org/a'],
    ]);
    expect(await ada.get(`/v1/post?id=${String(id)}`)).toMatchObject({ edited: 1, quoted: { id: quoted.id } });
  });
});
