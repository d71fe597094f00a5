import { setTimeout as pause } from 'node:timers/promises';
import type { Community, Post } from './community.js';

/** Milliseconds from the answer to a post until its effects are seen. */
export interface Seen {
  readonly message: number;
  readonly search: number;
}

const patience = 60_000;
const lookEvery = 10;

/** Posts once at a time, and looks for what follows, as the one who is mentioned and as a guest. */
export class Probe {
  private constructor(readonly community: Community) {}

  /** In a community where nobody else writes. */
  static async in(community: Community): Promise<Probe> {
    const probe = new Probe(community);
    await probe.post(); // what is asked for the first time is slow for reasons of its own
    return probe;
  }

  async take(): Promise<Seen> {
    const post = await this.post();
    const since = performance.now();
    const [message, search] = await Promise.all([
      this.until(() => this.isTold(post)).then(() => performance.now() - since),
      this.until(() => this.isFound(post)).then(() => performance.now() - since),
    ]);
    return { message, search };
  }

  private async post(): Promise<Post> {
    await this.community.writePost();
    return this.community.posts.at(-1)!;
  }

  private async isTold({ id, mentioned }: Post): Promise<boolean> {
    const { wire, host } = this.community;
    const path = '/v1/user/messages?style=all&page_size=1';
    const { list } = await wire.insist<{ list: { post_id: number }[] }>({ host, path, token: mentioned.token });
    return list[0]?.post_id === id;
  }

  private async isFound({ id, word }: Post): Promise<boolean> {
    const { wire, host } = this.community;
    const path = `/v1/posts?query=${word}&page_size=1`;
    const { list } = await wire.insist<{ list: { id: number }[] }>({ host, path });
    return list[0]?.id === id;
  }

  private async until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + patience; !(await holds()); await pause(lookEvery))
      if (performance.now() > end) throw new Error(`An effect of a post was not there after ${patience} ms.`);
  }
}
