import sharp from 'sharp';
import type { Data, Person } from '../../../../test/support/person.js';
import { reconcile } from '../../../../test/support/reconcile.js';
import { type PendingFile, useProcessing } from '../../../../test/support/use-processing.js';

describe('what a block says of its file', () => {
  const processing = useProcessing();
  let ada: Person;
  let bob: Person;
  let photo: Buffer;
  let number = 0;
  beforeAll(async () => {
    [ada, bob] = [await processing.community.member('ada'), await processing.community.member('bob')];
    photo = await sharp({ create: { width: 800, height: 400, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
  });

  const picture = (bytes = photo) => processing.uploaded(ada, 'public/image', 'png', bytes);
  const contents = (...files: { type: number; content: string }[]) => [
    { content: `Herons, ${(number += 1)}`, type: 2, sort: 100 },
    ...files.map((file, index) => ({ ...file, sort: 101 + index })),
  ];
  const posted = (...files: { type: number; content: string }[]) =>
    ada.post('/v1/post', { contents: contents(...files), tags: [], users: [], visibility: 0 }) as Promise<
      Data & { id: number; contents: Data[] }
    >;
  const shown = async (id: number, reader = bob) =>
    ((await reader.get(`/v1/post?id=${id}`))['contents'] as Data[]).slice(1).map(({ file }) => file);
  const times = (id: number) =>
    processing.query('select revision, modified_at, edit_count, latest_replied_at from post where id = $1', [id]);
  const block = ({ content }: PendingFile, type = 3) => ({ type, content });
  const pending = { state: 'pending', width: 0, height: 0, variants: [] };
  const ready = {
    state: 'ready',
    width: 800,
    height: 400,
    hash: expect.stringMatching(/^.{20,40}$/) as string,
    variants: ['feed.avif', 'feed.webp', 'thumb.webp'],
  };

  it('is that it waits, and then what there is of it, without an edit', async () => {
    const file = await picture();
    const post = await posted(block(file), block(file));
    expect(post.contents.slice(1).map(({ file: own }) => own)).toEqual([pending, pending]);
    expect(await shown(post.id)).toEqual([pending, pending]);
    const before = await times(post.id);
    await processing.processed(file);
    expect(await shown(post.id)).toEqual([ready, ready]);
    expect(await times(post.id)).toEqual(before);
    expect(await shown((await posted(block(file))).id)).toEqual([ready]);
  });

  it('is that nothing came of it, and why', async () => {
    const file = await picture(photo.subarray(0, 300));
    const { id } = await posted(block(file));
    await processing.processed(file);
    expect(await shown(id)).toEqual([{ ...pending, state: 'failed', reason: 'damaged' }]);
  });

  it('is the same in comments', async () => {
    const { id } = await ada.posts('A post to be commented');
    const file = await picture();
    await ada.post('/v1/post/comment', { post_id: id, contents: contents(block(file)), users: [] });
    const said = async () => {
      const { list } = (await bob.get(`/v1/post/comments?id=${id}&page_size=10`)) as { list: { contents: Data[] }[] };
      return list[0]!.contents[1]!['file'];
    };
    expect(await said()).toEqual(pending);
    const [before] = await processing.query('select revision, modified_at from comment where post_id = $1', [id]);
    await processing.processed(file);
    expect(await said()).toEqual(ready);
    expect(await processing.query('select revision, modified_at from comment where post_id = $1', [id])).toEqual([
      before,
    ]);
  });

  it('is no more than its size, where it is attached', async () => {
    const zip = await processing.uploaded(ada, 'attachment', 'zip', Buffer.from('PK\u0003\u0004 a file'));
    const { id } = await posted(block(zip, 7));
    await processing.processed(zip);
    expect(await shown(id)).toEqual([{ state: 'ready', size: 11 }]);
  });

  it('is of the file that an edit has put there; former versions say nothing', async () => {
    const [first, second] = [await picture(), await picture()];
    const { id } = await posted(block(first));
    await processing.processed(first);
    const edit = { id, contents: contents(block(second), block(first)), tags: [], users: [] };
    await ada.post('/v1/post/edit', edit);
    expect(await shown(id)).toEqual([pending, ready]);
    await processing.processed(second);
    expect(await shown(id)).toEqual([ready, ready]);
    const former = await processing.query('select blocks from post_revision where post_id = $1', [id]);
    expect(former).toHaveLength(1);
    expect(JSON.stringify(former)).not.toContain('"file"');
  });

  it('is never left behind, whoever comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const file = await picture();
      const { id } = await posted(block(file));
      const other = posted(block(file));
      const edited = ada.post('/v1/post/edit', { id, contents: contents(block(file)), tags: [], users: [] });
      await Promise.all([processing.processed(file), other, edited]);
      expect([await shown(id), await shown((await other).id)]).toEqual([[ready], [ready]]);
    }
  }, 60_000);

  it('does not make two who publish and one who works wait for each other', async () => {
    const file = await picture();
    const posts = await Promise.all(Array.from({ length: 6 }, () => posted(block(file))));
    const edits = posts.map(({ id }) =>
      ada.post('/v1/post/edit', { id, contents: contents(block(file)), tags: [], users: [] }),
    );
    await Promise.all([processing.processed(file), ...edits]);
    for (const { id } of posts) expect(await shown(id)).toEqual([ready]);
  });

  it('is made right where it was wrong', async () => {
    const file = await picture();
    const { id } = await posted(block(file));
    await processing.processed(file);
    await processing.query(`update post set blocks = blocks #- '{1,file}' where id = $1`, [id]);
    expect(await shown(id)).toEqual([undefined]);
    await reconcile(processing.community);
    expect(await shown(id)).toEqual([ready]);
  });
});
