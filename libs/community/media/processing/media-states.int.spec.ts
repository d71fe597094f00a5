import sharp from 'sharp';
import type { Data, Person } from '../../../../test/support/person.js';
import { useProcessing } from '../../../../test/support/use-processing.js';

describe('the state of one’s own files', () => {
  const processing = useProcessing();
  let ada: Person;
  let photo: Buffer;
  beforeAll(async () => {
    ada = await processing.community.member('ada');
    photo = await sharp({ create: { width: 800, height: 400, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
  });
  const picture = (bytes = photo) => processing.uploaded(ada, 'public/image', 'png', bytes);
  const asked = (...contents: string[]) =>
    `/v1/attachment/state?${contents.map((content) => `content=${encodeURIComponent(content)}`).join('&')}`;
  const states = async (person: Person, ...contents: string[]) =>
    (await person.get(asked(...contents)))['list'] as Data[];

  it('is told, of one and of several, in their order', async () => {
    const [waits, done, bad] = [await picture(), await picture(), await picture(photo.subarray(0, 300))];
    await Promise.all([processing.processed(done), processing.processed(bad)]);
    await processing.query('update media_object set progress = 40 where id = $1', [waits.id]);
    const list = await states(ada, done.content, waits.content, bad.content);
    const nothing = { img_width: 0, img_height: 0, duration: 0, thumbhash: '', variants: [], animated: false };
    expect(list).toEqual([
      {
        ...{ content: done.content, state: 'ready', reason: '', reason_text: '', progress: 100, animated: false },
        ...{ img_width: 800, img_height: 400, duration: 0, thumbhash: expect.stringMatching(/.{20}/) },
        variants: ['feed.avif', 'feed.webp', 'thumb.webp'],
      },
      { ...nothing, content: waits.content, state: 'pending', reason: '', reason_text: '', progress: 40 },
      {
        ...{ ...nothing, content: bad.content, state: 'failed', reason: 'damaged', progress: 0 },
        reason_text: expect.any(String),
      },
    ]);
    expect(await states(ada, done.content)).toEqual([list[0]]);
  });

  it('says why in the language of the request', async () => {
    const bad = await picture(photo.subarray(0, 300));
    await processing.processed(bad);
    const textIn = async (language: string) => {
      const { body } = await ada.request('GET', asked(bad.content), undefined, { 'accept-language': language });
      return (JSON.parse(body) as { data: { list: Data[] } }).data.list[0]!['reason_text'];
    };
    expect(await textIn('en')).toBe('The file is damaged, or not what it says it is.');
    expect(await textIn('zh')).toBe('文件已损坏，或与其类型不符');
  });

  it('is nobody else’s to know', async () => {
    const { content } = await picture();
    const bob = await processing.community.member('bob');
    expect(await states(bob, content)).toEqual([]);
    expect(await states(ada, 'https://elsewhere.example/media/a.png', content.replace(/[^/]+$/, 'none.png'))).toEqual(
      [],
    );
    await expect(processing.community.guest.get(asked(content))).rejects.toMatchObject({ status: 401 });
  });

  it('is asked for by an address', async () => {
    for (const query of ['', '?content=', '?other=1', `?${'content=a&'.repeat(51)}`])
      await expect(ada.get(`/v1/attachment/state${query}`)).rejects.toMatchObject({ status: 400, code: 10001 });
  });
});
