import type { Person } from '../../support/person.js';
import { refusesGuests, refusesOthersThanActive } from '../access.js';
import { type Contract, invalid } from '../contract.js';
import { anyPost, nothing, people } from '../conversation.js';
import { either, type Shape, topic } from '../shapes.js';
import type { Sent, Wire } from '../wire.js';

type Open = () => Wire;

interface Topic {
  readonly id: number;
  readonly user_id: number;
  readonly tag: string;
  readonly quote_num: number;
  readonly is_following: number;
  readonly is_top: number;
  readonly is_pin: number;
}
interface Topics {
  readonly topics: Topic[];
  readonly extral_topics?: Topic[];
}

const lists: Shape = either({ topics: [topic] }, { extral_topics: [topic] });
const notFollowed = { status: 404, code: 90001, error: 'topic.not-followed' } as const;
const notStuck = { status: 404, code: 90003, error: 'topic.stick-failed' } as const;
const notPinned = { status: 404, code: 90005, error: 'topic.pin-failed' } as const;

export const topics: Contract = (wire) => {
  describe('GET /v1/tags', () => {
    living(wire);
    hotWithFollowed(wire);
    refusals(wire);
  });
  describe('topics that somebody follows', () => {
    followed(wire);
    marked(wire, { route: 'POST /v1/topic/stick', answer: 'top_status', field: 'is_top', missing: notStuck });
    marked(wire, { route: 'POST /v1/topic/pin', answer: 'pin_status', field: 'is_pin', missing: notPinned });
    ordered(wire);
  });
  describe('GET /v1/suggest/tags', () => suggested(wire));
  const actions = ['follow', 'unfollow', 'stick', 'pin'] as const;
  refusesOthersThanActive(
    wire,
    actions.map((action) => `POST /v1/topic/${action}` as const),
  );
  refusesGuests(wire, ['GET /v1/suggest/tags']);
};

const list = (wire: Wire, who: Person, type: string, num = 100): Promise<Topics> =>
  wire.ok<Topics & Record<string, unknown>>(who, 'GET /v1/tags', { query: { type, num } }, lists);

/** The names, of those asked about, in the order of the list. */
const names = async (wire: Wire, who: Person, type: string, of: readonly string[]): Promise<string[]> =>
  (await list(wire, who, type)).topics.map(({ tag }) => tag).filter((tag) => of.includes(tag));

/** The topic of this name, which this member has used just now if nobody had. */
async function topicOf(wire: Wire, by: Person, tag: string): Promise<Topic> {
  const find = async () => (await list(wire, by, 'new')).topics.find((one) => one.tag === tag);
  const known = await find();
  if (known) return known;
  await anyPost(by, { tags: [tag] });
  await wire.settle();
  return (await find())!;
}

function living(wire: Open): void {
  it('has under hot and new what posts are about, counted without private ones', async () => {
    const { namer } = await people(wire(), 'namer');
    await anyPost(namer, { tags: ['alder', 'birch'] });
    const second = await anyPost(namer, { tags: ['Birch', 'cedar'] });
    await anyPost(namer, { tags: ['birch', 'dogwood'], visibility: 1 });
    await wire().settle();
    const trees = ['alder', 'birch', 'cedar', 'dogwood'];
    expect(await names(wire(), wire().guest, 'hot', trees)).toEqual(['birch', 'cedar', 'alder']);
    expect(await names(wire(), namer, 'new', trees)).toHaveLength(3);
    const birch = (await list(wire(), wire().guest, 'hot')).topics.find(({ tag }) => tag === 'birch');
    expect(birch).toMatchObject({
      user_id: namer.id,
      user: { id: namer.id, username: 'namer', status: 1, is_admin: false },
      tag: 'birch',
      ...{ quote_num: 2, is_following: 0, is_top: 0, is_pin: 0 },
    });
    await namer.delete('/v1/post', { id: second.id });
    await wire().settle();
    expect(await names(wire(), wire().guest, 'new', trees)).not.toContain('cedar');
    expect((await list(wire(), wire().guest, 'hot', 1)).topics).toHaveLength(1);
  });

  it('has lists for guests, too, if only empty ones', async () => {
    for (const type of ['follow', 'pin']) expect(await list(wire(), wire().guest, type)).toEqual({ topics: [] });
    expect(await list(wire(), await wire().somebody(), 'pin')).toEqual({ topics: [] });
  });
}

function hotWithFollowed(wire: Open): void {
  it('has under hot_extral the hot ones, and beside them those that the viewer follows', async () => {
    const { namer } = await people(wire(), 'namer');
    const walker = await wire().somebody();
    const ids = [(await topicOf(wire(), namer, 'elder')).id, (await topicOf(wire(), namer, 'fir')).id];
    const ask = (who: Person, query: Record<string, number>) =>
      wire().ok<Topics & Record<string, unknown>>(
        who,
        'GET /v1/tags',
        { query: { type: 'hot_extral', ...query } },
        lists,
      );
    expect(await ask(walker, { num: 100 })).toEqual(await list(wire(), walker, 'hot'));
    for (const topic_id of ids) await walker.post('/v1/topic/follow', { topic_id });
    const both = await ask(walker, { num: 1, extral_num: 2 });
    expect(both.topics).toHaveLength(1);
    expect(both.extral_topics).toMatchObject([{ tag: 'fir' }, { tag: 'elder', is_following: 1 }]);
    expect((await ask(walker, { num: 1, extral_num: 0 })).extral_topics).toHaveLength(1);
    expect(await ask(wire().guest, { num: 1 })).not.toHaveProperty('extral_topics');
  });
}

function refusals(wire: Open): void {
  it.each([
    {},
    { type: 'hot' },
    { type: 'hot', num: 0 },
    { type: 'hot', num: -1 },
    { type: 'hot', num: 'x' },
    { type: 'tepid', num: 1 },
    { num: 1 },
  ] as Record<string, string>[])('refuses %j', async (query) => {
    await wire().refused(wire().guest, 'GET /v1/tags', { query }, invalid);
  });
}

function followed(wire: Open): void {
  it('can be followed and left, as often as one likes', async () => {
    const { namer, other } = await people(wire(), 'namer', 'other');
    const walker = await wire().somebody();
    const { id } = await topicOf(wire(), namer, 'gorse');
    const mine = async (who = walker) => (await list(wire(), who, 'follow')).topics;
    const act = (action: 'follow' | 'unfollow') =>
      wire().ok(walker, `POST /v1/topic/${action}`, { body: { topic_id: id } });
    for (let time = 0; time < 2; time += 1) {
      await act('follow');
      expect(await mine()).toMatchObject([{ id, tag: 'gorse', is_following: 1, is_top: 0, is_pin: 0 }]);
      expect((await mine(other)).some((one) => one.id === id)).toBe(false);
    }
    for (let time = 0; time < 2; time += 1) {
      await act('unfollow');
      expect(await mine()).toEqual([]);
    }
  });

  it('are there for those who follow them when no post has them any more', async () => {
    const { namer } = await people(wire(), 'namer');
    const walker = await wire().somebody();
    const { id: postId } = await anyPost(namer, { tags: ['hazel'] });
    await wire().settle();
    const { id } = await topicOf(wire(), namer, 'hazel');
    await walker.post('/v1/topic/follow', { topic_id: id });
    await namer.delete('/v1/post', { id: postId });
    await wire().settle();
    expect((await list(wire(), walker, 'follow')).topics).toMatchObject([{ id, quote_num: 0 }]);
    expect(await names(wire(), walker, 'hot', ['hazel'])).toEqual([]);
  });

  it('must be there', async () => {
    const { namer } = await people(wire(), 'namer');
    await wire().refused(namer, 'POST /v1/topic/follow', { body: { topic_id: nothing } }, notFollowed);
    await wire().ok(namer, 'POST /v1/topic/unfollow', { body: { topic_id: nothing } });
    for (const action of ['follow', 'unfollow', 'stick', 'pin'] as const)
      for (const topic_id of [0, '1', undefined])
        await wire().refused(namer, `POST /v1/topic/${action}`, { body: { topic_id } }, invalid);
  });
}

interface Mark {
  readonly route: 'POST /v1/topic/stick' | 'POST /v1/topic/pin';
  readonly answer: string;
  readonly field: 'is_top' | 'is_pin';
  readonly missing: typeof notStuck | typeof notPinned;
}

function marked(wire: Open, { route, answer, field, missing }: Mark): void {
  it(`${route} turns a mark of one's own on and off`, async () => {
    const { namer } = await people(wire(), 'namer');
    const walker = await wire().somebody();
    const { id } = await topicOf(wire(), namer, 'iris');
    const body = { topic_id: id };
    for (const topic_id of [id, nothing]) await wire().refused(walker, route, { body: { topic_id } }, missing);
    for (const who of [walker, namer]) await who.post('/v1/topic/unfollow', body);
    for (const who of [walker, namer]) await who.post('/v1/topic/follow', body);
    const marks = async () => {
      const all = [walker, namer].map((who) => list(wire(), who, 'follow'));
      return (await Promise.all(all)).map((one) => one.topics.find((found) => found.id === id)![field]);
    };
    for (const on of [1, 0, 1]) {
      expect(await wire().ok(walker, route, { body }, { [answer]: 'flag' })).toEqual({ [answer]: on });
      expect(await marks()).toEqual([on, 0]);
    }
    await walker.post('/v1/topic/unfollow', body);
    await wire().refused(walker, route, { body }, missing);
  });
}

function ordered(wire: Open): void {
  it('come with those on top first, and pinned ones in a list of their own', async () => {
    const { namer } = await people(wire(), 'namer');
    const walker = await wire().somebody();
    const trees = ['juniper', 'larch', 'maple'];
    const ids: number[] = [];
    for (const tree of trees) ids.push((await topicOf(wire(), namer, tree)).id);
    for (const topic_id of ids) await walker.post('/v1/topic/follow', { topic_id });
    expect(await names(wire(), walker, 'follow', trees)).toEqual(['maple', 'larch', 'juniper']);
    await walker.post('/v1/topic/stick', { topic_id: ids[0] });
    for (const topic_id of ids.slice(0, 2)) await walker.post('/v1/topic/pin', { topic_id });
    expect(await names(wire(), walker, 'follow', trees)).toEqual(['juniper', 'maple', 'larch']);
    expect(await names(wire(), walker, 'pin', trees)).toEqual(['juniper', 'larch']);
    await walker.post('/v1/topic/unfollow', { topic_id: ids[0] });
    expect(await names(wire(), walker, 'pin', trees)).toEqual(['larch']);
  });
}

function suggested(wire: Open): void {
  const ask = async (k?: string) => {
    const { namer } = await people(wire(), 'namer');
    const sent: Sent = k === undefined ? {} : { query: { k } };
    const { suggest } = await wire().ok(namer, 'GET /v1/suggest/tags', sent, { suggest: ['text'] });
    return suggest as string[];
  };

  it('has at most six topics in which the letters stand, the most used first', async () => {
    const { namer } = await people(wire(), 'namer');
    await anyPost(namer, { tags: [1, 2, 3, 4, 5, 6, 7].map((number) => `nettle${number}`) });
    await anyPost(namer, { tags: ['nettle3', '50%nettle'] });
    await anyPost(namer, { tags: ['nettlebed'], visibility: 1 });
    await wire().settle();
    const found = await ask('ETTLE');
    expect(found).toHaveLength(6);
    expect(found[0]).toBe('nettle3');
    expect(await ask('50%')).toEqual(['50%nettle']);
    for (const without of ['nettlebed', '_ettle', 'n%e', 'nosuchtree']) expect(await ask(without)).toEqual([]);
  });

  it('has the most used where nothing is asked for', async () => {
    const { topics: hot } = await list(wire(), wire().guest, 'hot', 6);
    for (const nothingTyped of [undefined, '']) expect(await ask(nothingTyped)).toEqual(hot.map(({ tag }) => tag));
  });
}
