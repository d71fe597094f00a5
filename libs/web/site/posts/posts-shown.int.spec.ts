import { Cache } from '#kernel/cache';
import type { Data, Person } from '../../../../test/support/person.js';
import { Uploader } from '../../../../test/support/upload.js';
import { useWallet } from '../../../../test/support/use-wallet.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(64)]);
const sound = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(64)]);

describe('the pages show of a post', () => {
  const wallet = useWallet();
  const { community } = wallet;
  let ada: Person;
  let bob: Person;

  const page = async (url: string, language = 'en'): Promise<string> => {
    const headers = { host: community.host, 'accept-language': language };
    return (await community.app.inject({ url, headers })).body;
  };
  const publish = (text: string, more: object = {}, blocks: object[] = [], author = ada) =>
    author.post('/v1/post', {
      contents: [{ content: text, type: 2, sort: 100 }, ...blocks],
      tags: [],
      users: [],
      ...more,
    }) as Promise<Data & { id: number }>;
  const file = async (type: string, bytes: Buffer, contentType: string): Promise<string> =>
    (await new Uploader(community.app, ada).file(type, bytes, contentType)).content;
  /** The card of a post on the front page: from its beginning to that of the next. */
  const cardWith = async (text: string): Promise<string> => {
    const cards = (await page('/')).split('<article class="post">');
    return cards.find((card) => card.includes(text)) ?? '';
  };

  beforeAll(async () => {
    [ada, bob] = [await community.member('ada'), await community.member('bob')];
  });

  it('the one it quotes, as long as that can be seen', async () => {
    const quoted = await publish('Herons stand still');
    const { id } = await publish('So do I', { quote_id: quoted.id }, [], bob);
    for (const body of [await cardWith('So do I'), await page(`/post/${id}`)]) {
      expect(body).toMatch(/<article class="quoted">.*Herons stand still/s);
      expect(body).toContain(`href="/post/${quoted.id}"`);
    }
    await ada.post('/v1/post/visibility', { id: quoted.id, visibility: 1 });
    for (const body of [await cardWith('So do I'), await page(`/post/${id}`)]) {
      expect(body).toContain('The post that stood here is gone, or not for everybody.');
      expect(body).not.toContain('Herons stand still');
    }
    expect(await page(`/post/${id}`, 'zh-CN')).toContain('原动态已删除或没有公开');
  });

  it('the one it repeats, with who repeats it', async () => {
    const original = await publish('Worth repeating');
    const { id } = await bob.post('/v1/post/repost', { id: original.id });
    const card = await cardWith('bob repeated');
    expect(card).toMatch(/Worth repeating/);
    expect(card).toContain(`<a href="/post/${String(id)}">`);
    expect(card).toContain('repeated or quoted once');
    const whole = await page(`/post/${String(id)}`);
    expect(whole).toMatch(/bob repeated.*<article class="quoted">.*Worth repeating/s);
    expect(whole).toContain('<title>bob: Worth repeating');
    await ada.delete('/v1/post', { id: original.id });
    expect(await page(`/post/${String(id)}`)).not.toContain('Worth repeating');
  });

  it('of a quote within a quote only that there is one', async () => {
    const first = await publish('The first of three');
    const second = await publish('The second of three', { quote_id: first.id });
    const { id } = await publish('The third of three', { quote_id: second.id });
    const body = await page(`/post/${id}`);
    expect(body).toMatch(/The third of three.*The second of three.*Quotes another post\./s);
    expect(body).not.toContain('The first of three');
  });

  it('a warning before what it says, in the page and nowhere else', async () => {
    const blocks = [{ type: 3, content: await file('public/image', png, 'image/png'), sort: 101 }];
    const { id } = await publish('The butler did it', { cover: 'How it ends <i>' }, blocks);
    const body = await page(`/post/${id}`);
    expect(body).toMatch(/<details class="cover"><summary>.*How it ends &lt;i>.*<\/summary>.*The butler did it/s);
    expect(/<head>.*<\/head>/s.exec(body)![0]).not.toMatch(/butler|\/media\//);
    expect(body).toContain('<title>ada: How it ends &lt;i> ·');
    expect(await cardWith('The butler did it')).toContain('<details class="cover">');
    const quoting = await publish('Guess who', { quote_id: id });
    const quoted = await page(`/post/${quoting.id}`);
    expect(quoted).toMatch(/<article class="quoted">.*<details class="cover">.*The butler did it/s);
  });

  it('pictures with the words of their author, or with its name', async () => {
    const content = await file('public/image', png, 'image/png');
    const blocks = [
      { type: 3, content, sort: 101, alt: 'A "heron" & its shadow' },
      { type: 3, content, sort: 102 },
    ];
    const { id } = await publish('Two pictures', {}, blocks);
    const body = await page(`/post/${id}`);
    expect(body).toContain('alt="A &quot;heron&quot; &amp; its shadow"');
    expect(body).toContain('alt="Picture 2 of 2 by ada"');
  });

  it('sounds, which wait until somebody plays them, and films once they are prepared', async () => {
    const blocks = [
      { type: 4, content: await file('public/video', film, 'video/mp4'), sort: 101, alt: 'A heron flies off' },
      { type: 5, content: await file('public/audio', sound, 'audio/ogg'), sort: 102 },
    ];
    const { id } = await publish('Look and listen', {}, blocks);
    const body = await page(`/post/${id}`);
    expect(body).toMatch(/<b>A heron flies off<\/b><span class="muted small">It is being prepared/);
    expect(body).not.toContain('<video');
    expect(body).toMatch(/<audio class="sound" src="\/media\/[^"]+" controls[^>]* aria-label="Recording by ada"/);
    expect(body).not.toContain('autoplay');
  });

  it('that it has files, and what they cost, and where members get them', async () => {
    const [free, sold] = [await wallet.sells(ada, 0), await wallet.sells(ada, 1250)];
    const [freePage, soldPage] = [await page(`/post/${free.postId}`), await page(`/post/${sold.postId}`)];
    expect(freePage).toMatch(/<a class="linked" .*<b>Attachment<\/b>.*Members can download it/s);
    expect(freePage).toContain(`href="/post/${free.postId}/files/${free.blockIds[0]}"`);
    expect(soldPage).toContain('For sale at ¥12.50');
    expect(await page(`/post/${sold.postId}`, 'zh-CN')).toContain('售价 ¥12.50');
    for (const body of [freePage, soldPage]) expect(body).not.toContain('/media/attachment');
  });

  it('that it was edited', async () => {
    const { id } = await publish('Frist');
    expect(await page(`/post/${id}`)).not.toContain('edited');
    await ada.post('/v1/post/edit', { id, contents: [{ content: 'First', type: 2, sort: 100 }], tags: [], users: [] });
    expect(await page(`/post/${id}`)).toContain('<span title="Edited once">edited</span>');
    expect(await cardWith('First')).toContain('<span title="Edited once">edited</span>');
  });

  it('as many letters as the community wants in a list', async () => {
    await publish(`${'一二三四五'.repeat(20)}完`);
    expect(await page('/')).toContain('四五完');
    await wallet.chooses({ 'web_profile.tweet_web_ellipsis_size': 50 });
    const card = await cardWith('一二三四五');
    expect(card).toContain(`${'一二三四五'.repeat(10)}…`);
    expect(card).toContain('Read on');
    await wallet.chooses({ 'web_profile.tweet_web_ellipsis_size': 400 });
  });

  it('how many stars its comments have', async () => {
    const { id } = await publish('Vote below');
    const comment = await bob.comments(id, 'Me');
    await ada.post('/v1/tweet/comment/thumbsup', { tweet_id: id, comment_id: comment.id });
    expect(await page(`/post/${id}`)).toMatch(/id="comment-\d+".*1 vote up</s);
  });

  it('when it was, in the time zone of the community', async () => {
    const { id } = await publish('What time is it?');
    await wallet.chooses({ 'app.time_zone': 'Asia/Tokyo' });
    expect(await page(`/post/${id}`)).toMatch(/<time [^>]*title="[^"]*GMT\+9"/);
    await wallet.chooses({ 'app.time_zone': '' });
    expect(await page(`/post/${id}`)).toMatch(/<time [^>]*title="[^"]*GMT\+8"/);
  });

  it('and beside it the topics that the community uses most', async () => {
    for (const text of ['#herons  one', '#herons  two', '#reeds '])
      await ada.posts(text, { tags: [text.slice(1, 7).trim()] });
    await community.settle();
    await wallet.within(async () => community.app.get(Cache).forget('web.figures'));
    const [, chips] = /<p class="chips">(.*?)<\/p>/s.exec(await page('/about'))!;
    expect(chips).toMatch(/href="\/topic\/herons">#herons<.*>#reeds</s);
  });

  it('and beside it what the community writes below its pages', async () => {
    const links = { left: 'https://example.org/rules?a=1&b=2', right: 'https://example.org/' };
    await wallet.chooses({
      'web_profile.copyright_top': '<b>2026</b> Herons',
      'web_profile.copyright_left': 'House rules',
      'web_profile.copyright_left_link': links.left,
      'web_profile.copyright_right': 'Imprint',
      'web_profile.copyright_right_link': '',
    });
    const body = await page('/about');
    expect(body).toContain('<span>&lt;b>2026&lt;/b> Herons</span>');
    expect(body).toContain('<a href="https://example.org/rules?a=1&amp;b=2" rel="noopener noreferrer">House rules</a>');
    expect(body).toContain('<span>Imprint</span>');
  });
});
