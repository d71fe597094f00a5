import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';

const text = { content: 'x', type: 2, sort: 1 };
const good = { contents: [text], tags: [], users: [] };
const nested = (depth: number): unknown => (depth ? [nested(depth - 1)] : 'x');

describe('what posts refuse', () => {
  const community = useCommunity();
  const sql = async (statement: string) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(statement));
  };

  it.each<[string, unknown, number]>([
    ['no body', undefined, 10001],
    ['null', null, 10001],
    ['a list', [good], 10001],
    ['a text', 'x', 10001],
    ['nothing in it', {}, 10001],
    ['no contents', { ...good, contents: undefined }, 10001],
    ['contents null', { ...good, contents: null }, 10001],
    ['contents an object', { ...good, contents: { 0: text, length: 1 } }, 10001],
    ['contents a text', { ...good, contents: 'x' }, 10001],
    ['contents empty', { ...good, contents: [] }, 10001],
    ['no tags', { ...good, tags: undefined }, 10001],
    ['tags null', { ...good, tags: null }, 10001],
    ['tags a text', { ...good, tags: 'a' }, 10001],
    ['tags nested', { ...good, tags: [['a']] }, 10001],
    ['no users', { ...good, users: undefined }, 10001],
    ['users an object', { ...good, users: {} }, 10001],
    ['users of objects', { ...good, users: [{ name: 'bob' }] }, 10001],
    ['a price too high', { ...good, attachment_price: 10_000_001 }, 10001],
    ['a negative price', { ...good, attachment_price: -100 }, 10001],
    ['a price as text', { ...good, attachment_price: '0' }, 10001],
    ['a visibility as text', { ...good, visibility: '0' }, 10001],
    ['half a visibility', { ...good, visibility: 0.5 }, 10001],
    ['a visibility in a list', { ...good, visibility: [0] }, 10001],
    ['a visibility out of range', { ...good, visibility: 1e300 }, 10001],
    ['a foreign attachment', { ...good, contents: [text, { ...text, type: 8 }] }, 30002],
    ['an attachment of another post', { ...good, contents: [text, { ...text, content: '', type: 7, id: 1 }] }, 30002],
    ['a foreign sound', { ...good, contents: [text, { ...text, type: 5 }] }, 30002],
    ['a cover that is no text', { ...good, cover: 1 }, 10001],
    ['a cover too long', { ...good, cover: 'x'.repeat(101) }, 10001],
    ['a quote of nothing', { ...good, quote_id: 0 }, 10001],
    ['a quote as text', { ...good, quote_id: '1' }, 10001],
    ['a quote of what is not there', { ...good, quote_id: 999_999 }, 30003],
    ['a quote without a text', { ...good, contents: [], quote_id: 1 }, 10001],
    ['a foreign picture', { ...good, contents: [text, { ...text, type: 3, content: 'https://x.org/a.png' }] }, 30002],
    [
      'a picture up the tree',
      { ...good, contents: [text, { ...text, type: 3, content: '../../../etc/passwd' }] },
      30002,
    ],
    ['a script for a link', { ...good, contents: [text, { ...text, type: 6, content: 'javascript:alert(1)' }] }, 10001],
    ['ten thousand blocks', { ...good, contents: Array.from({ length: 10_000 }, () => text) }, 10001],
    ['deep nesting', { ...good, contents: nested(1000) }, 10001],
    ['deep nesting in a block', { ...good, contents: [{ ...text, content: nested(15) }] }, 10001],
    ['a NUL', { ...good, contents: [{ ...text, content: 'a\u0000b' }] }, 10001],
    ['a NUL in a tag', { ...good, tags: ['a\u0000'] }, 10001],
    ['half a character', { ...good, contents: [{ ...text, content: 'a\ud83d' }] }, 10001],
    ['half a character in a name', { ...good, users: ['\udc00'] }, 10001],
    ['too much text', { ...good, contents: [{ ...text, content: 'x'.repeat(2001) }] }, 10001],
    ['far too much', { ...good, contents: [{ ...text, content: 'x'.repeat(2_000_000) }] }, 100005],
    ['a prototype', JSON.parse('{"__proto__":{"contents":[]},"tags":[],"users":[]}'), 10001],
  ])('a post with %s', async (_, body, code) => {
    const ada = await community.member('ada');
    const before = await sql('select (select count(*) from post) posts, (select sum(post_count) from member) counted');
    const answer = await ada.request('POST', '/v1/post', body);
    expect(JSON.parse(answer.body)).toMatchObject({ code });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await sql('select (select count(*) from post) posts, (select sum(post_count) from member) counted')).toEqual(
      before,
    );
  });

  it('a post that is nested without end', async () => {
    const ada = await community.member('ada');
    const depth = 250_000;
    const payload = `{"tags":[],"users":[],"contents":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const { statusCode, body } = await community.app.inject({
      method: 'POST',
      url: '/v1/post',
      headers: { host: community.host, authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
      payload,
    });
    expect([statusCode, JSON.parse(body)]).toMatchObject([400, { code: 10001 }]);
  });

  it.each([
    '',
    'id=',
    'id=0',
    'id=-1',
    'id=abc',
    'id=1.5',
    'id=1e3',
    'id=99999999999999999999',
    'id=9007199254740993',
    'id=1&id=2',
    'id[]=1',
    'id=%00',
    'id=1%20',
  ])('a detail by %p', async (query) => {
    await expect(community.guest.get(`/v1/post?${query}`)).rejects.toMatchObject({ code: 10001, status: 400 });
  });

  it('a detail of what is not there', async () => {
    for (const id of [999_999, Number.MAX_SAFE_INTEGER])
      await expect(community.guest.get(`/v1/post?id=${id}`)).rejects.toMatchObject({ code: 30003, status: 404 });
  });

  it.each<[unknown]>([
    [undefined],
    [null],
    [[]],
    [{}],
    [{ id: 0 }],
    [{ id: -1 }],
    [{ id: '1' }],
    [{ id: 1.5 }],
    [{ id: null }],
    [{ id: [1] }],
    [{ id: {} }],
    [{ id: 1e300 }],
    [{ id: 2 ** 53 }],
    [{ id: true }],
  ])('a star with the body %j', async (body) => {
    const ada = await community.member('ada');
    await expect(ada.post('/v1/post/star', body)).rejects.toMatchObject({ code: 10001, status: 400 });
  });
});
