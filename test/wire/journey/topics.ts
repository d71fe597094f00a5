import type { Browser } from './browser.js';
import { type Chapter, firstPage, type Page, type Post, type Topic } from './story.js';

const topicsOf = async (who: Browser, type: string): Promise<readonly Topic[]> =>
  (await who.get<{ topics: Topic[] }>('v1/tags', { type, num: 50 })).topics;

/** `rightbar.vue`, `Topic.vue` */
export const topics: Chapter = {
  'Bob follows a topic, and puts it first': async ({ bob }) => {
    const [topic] = await topicsOf(bob, 'hot');
    expect(topic).toMatchObject({ tag: 'herons', quote_num: 1, is_following: 0, is_top: 0, is_pin: 0 });
    const body = { topic_id: topic!.id };
    await bob.post('v1/topic/follow', body);
    expect(await bob.post('v1/topic/stick', body)).toEqual({ top_status: 1 });
    expect(await bob.post('v1/topic/pin', body)).toEqual({ pin_status: 1 });
    for (const type of ['hot', 'new', 'follow', 'pin'])
      expect(await topicsOf(bob, type)).toMatchObject([{ tag: 'herons', is_following: 1, is_top: 1, is_pin: 1 }]);
    const bar = await bob.get('v1/tags', { type: 'hot_extral', num: 12, extral_num: 6 });
    expect(bar).toMatchObject({ topics: [{ tag: 'herons' }], extral_topics: [{ tag: 'herons' }] });
  },

  'he lets go of it again': async ({ bob }) => {
    const [topic] = await topicsOf(bob, 'follow');
    const body = { topic_id: topic!.id };
    expect(await bob.post('v1/topic/pin', body)).toEqual({ pin_status: 0 });
    await bob.post('v1/topic/unfollow', body);
    expect([await topicsOf(bob, 'follow'), await topicsOf(bob, 'pin')]).toEqual([[], []]);
    expect(await topicsOf(bob, 'hot')).toMatchObject([{ is_following: 0, is_top: 0, is_pin: 0 }]);
  },

  'a click on a topic lists its posts': async ({ guest }) => {
    const page = await guest.get<Page<Post>>('v1/posts', {
      query: 'herons',
      type: 'tag',
      style: 'newest',
      ...firstPage,
    });
    expect(page).toMatchObject({ list: [{ tags: { herons: 1 } }], pager: { total_rows: 1 } });
  },
};
