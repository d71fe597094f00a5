import { PostsService } from '#community/posts';
import { behind } from '../../../../test/support/behind.js';
import type { Data, Person } from '../../../../test/support/person.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('the page of a post', () => {
  const community = useCommunity();
  const sql = behind(community);
  const member = (name: string): Promise<Person> => community.member(name);
  const visitor = async (person?: Person, language = 'en'): Promise<Visitor> => {
    const reader = new Visitor(community.app, community.host, language);
    if (person) await reader.signIn(person.username, person.password);
    return reader;
  };

  it('looks the same to a stranger whether it is kept from them, deleted, or never was', async () => {
    const [ada, bob] = [await member('ada'), await member('bob')];
    const kept = await ada.posts('Dear diary', { visibility: 1 });
    const deleted = await ada.posts('No more');
    await ada.delete('/v1/post', { id: deleted.id });
    const never = 999_999_999;
    for (const person of [undefined, bob]) {
      const reader = await visitor(person);
      for (const part of ['', '/stars', '/history', '/media/1']) {
        const seen = new Set<string>();
        for (const id of [kept.id, deleted.id, never]) {
          const { status, body } = await reader.open(`/post/${id}${part}`);
          seen.add(`${status} ${body.replaceAll(new RegExp(`post(/|%2F)${id}\\b`, 'g'), 'post')}`);
        }
        expect(seen.size).toBe(1);
        expect([...seen][0]).toMatch(/^404 .*This post is not here/s);
      }
    }
    const own = await visitor(ada);
    const page = await own.open(`/post/${kept.id}`);
    expect(page.body).toContain('<meta name="robots" content="noindex"/>');
    expect(page.body).not.toContain('og:title');
    expect(own.texts('.whole .signs')).toEqual(['Only its author']);
  });

  it('looks like that too when it is kept from them while the page is made', async () => {
    const ada = await member('ada');
    const posts = community.app.get(PostsService);
    const getCard = posts.getCard.bind(posts);
    for (const part of ['', '?comment=1', '/comments/1']) {
      const { id } = await ada.posts('Not for long');
      const found = jest.spyOn(posts, 'getCard').mockImplementationOnce(async (viewer, postId) => {
        const card = await getCard(viewer, postId);
        await ada.post('/v1/post/visibility', { id, visibility: 1 });
        return card;
      });
      const { status } = await (await visitor()).open(`/post/${id}${part}`);
      expect(status).toBe(404);
      found.mockRestore();
    }
  });

  it('leads to who starred it', async () => {
    const [ada, bob] = [await member('ada'), await member('bob')];
    const { id } = await ada.posts('Starry');
    const reader = await visitor();
    expect((await reader.open(`/post/${id}`)).body).not.toContain(`/post/${id}/stars`);
    await reader.open(`/post/${id}/stars`);
    expect(reader.texts('main h2')).toEqual(['Nobody has starred this post yet.']);
    await bob.post('/v1/post/star', { id });
    await reader.open(`/post/${id}`);
    expect(reader.texts('.further a')).toEqual(['Who starred it 1']);
    await reader.open(`/post/${id}/stars`);
    expect(reader.texts('.rows a')).toEqual(['bob']);
  });

  it('leads to what it said before, with what was changed', async () => {
    const ada = await member('ada');
    const { id } = await ada.posts('The frist heron');
    const edit = (content: string) =>
      ada.post('/v1/post/edit', { id, contents: [{ content, type: 2, sort: 100 }], tags: [], users: [] });
    await sql(
      "update post set created_at = created_at - interval '1 hour', modified_at = modified_at - interval '1 hour'",
    );
    await edit('The first heron');
    await edit('The first heron <script>alert(1)</script>');
    const reader = await visitor();
    await reader.open(`/post/${id}`);
    expect(reader.texts('.further a')).toEqual(['Edit history 2']);
    await reader.open(`/post/${id}/history`);
    expect(reader.texts('.version h2')).toEqual(['Edit 2As it is now', 'Edit 1', 'As it was posted']);
    expect(reader.texts('.version ins')).toEqual(['Put in: <script>alert(1)</script>', 'Put in: first']);
    expect(reader.texts('.version del')).toEqual(['Taken out: frist']);
    expect(reader.page.body).not.toContain('<script>alert');
    const chinese = await visitor(undefined, 'zh-CN');
    await chinese.open(`/post/${id}/history`);
    expect(chinese.texts('.version h2')).toEqual(['第 2 次编辑当前内容', '第 1 次编辑', '最初发布']);
    await ada.post('/v1/post/visibility', { id, visibility: 1 });
    expect((await reader.open(`/post/${id}/history`)).status).toBe(404);
  });

  it('shows each of its pictures by itself, with the way to the next', async () => {
    const ada = await member('ada');
    const { content } = await new Uploader(community.app, ada).file('public/image', png, 'image/png');
    const pictures = ['A "heron"', ''].map((alt, index) => ({ content, type: 3, sort: 101 + index, alt }));
    const { id } = (await ada.post('/v1/post', {
      contents: [{ content: 'Look', type: 2, sort: 100 }, ...pictures],
      tags: [],
      users: [],
      cover: 'Feathers',
    })) as Data & { id: number };
    const reader = await visitor();
    await reader.open(`/post/${id}`);
    const [first] = reader.page.root.querySelectorAll('.whole .pictures a');
    await reader.open(first!.getAttribute('href')!);
    expect(reader.texts('.head .count')).toEqual(['Picture 1 of 2']);
    expect(reader.texts('.picture-page summary')[0]).toContain('Feathers');
    expect(reader.texts('figcaption')).toEqual(['A "heron"']);
    expect(reader.page.root.querySelector('figure img')!.getAttribute('alt')).toBe('A "heron"');
    expect(reader.page.root.querySelectorAll('[rel=prev]')).toEqual([]);
    await reader.open(reader.page.root.querySelector('[rel=next]')!.getAttribute('href')!);
    expect(reader.page.path).toBe(`/post/${id}/media/2`);
    expect(reader.page.root.querySelectorAll('[rel=next]')).toEqual([]);
    for (const number of ['0', '3', 'x', '1e1']) {
      expect((await reader.open(`/post/${id}/media/${number}`)).status).toBe(404);
    }
  });

  it('is told about where it is public, and points to its own address in whatever order it is read', async () => {
    const ada = await member('ada');
    const { id } = await ada.posts('For everybody');
    await ada.comments(id, 'one');
    const reader = await visitor();
    for (const query of ['', '?style=hots', '?comment=1', '?page=x']) {
      const { body } = await reader.open(`/post/${id}${query}`);
      expect(body).toMatch(new RegExp(`<link rel="canonical" href="http://[^/"]+/post/${id}"/>`));
    }
  });
});
