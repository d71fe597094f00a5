import { aboutMember, all, countOf, oneOf, pageOf, seenBy, someTopics, type Check } from '../http/checks.js';
import { usernameOf } from '../data/community.js';
import type { Answer, Call } from '../http/client.js';
import { rounded, say } from '../line.js';
import { BareServer } from '../load/bare-server.js';
import type { Run } from '../run.js';
import type { Stage } from '../stage/stage.js';
import { signInAll, type StandardCommunity } from '../stage/standard-community.js';
import type { Group } from './measure.js';
import { alternate, figures, ratioOf, type Side, usual } from './rounds.js';

export interface Read {
  readonly call: Call;
  readonly check: Check;
}

type Reads = (community: StandardCommunity, stage: Stage) => readonly Read[] | Promise<readonly Read[]>;

export const pageSize = 20;
export const timeline = `/v1/posts?style=newest&page_size=${pageSize}`;
const postsAsked = 100;
const membersAsked = Array.from({ length: 40 }, (_, index) => usernameOf(index + 2));
const counted = 200;

const reads: Record<string, Reads> = {
  timeline_guest_warm: ({ host, slug }) => [{ call: { host, path: timeline }, check: pageOf(slug, pageSize) }],
  timeline_member_warm: memberTimelines,
  post_detail: ({ host, slug, postIds }) =>
    postIds.slice(0, postsAsked).map((id) => ({ call: { host, path: `/v1/post?id=${id}` }, check: oneOf(slug, id) })),
  comments_guest_warm: ({ host, slug, busiestPost }) => [
    {
      call: { host, path: `/v1/post/comments?id=${busiestPost}&style=default&page=1&page_size=${pageSize}` },
      check: pageOf(slug, pageSize),
    },
  ],
  profile: ({ host }) =>
    membersAsked.map((username) => ({
      call: { host, path: `/v1/user/profile?username=${username}` },
      check: aboutMember(username),
    })),
  tags: ({ host }) => [{ call: { host, path: '/v1/tags?type=hot&num=50' }, check: someTopics }],
  user_posts: ({ host, slug }) => [
    {
      call: { host, path: `/v1/user/posts?username=${usernameOf(1)}&style=post&page=1&page_size=${pageSize}` },
      check: pageOf(slug, pageSize),
    },
  ],
  messages: ({ host, slug, memberToken: authorization }) => [
    {
      call: { host, path: `/v1/user/messages?style=all&page_size=${pageSize}`, headers: { authorization } },
      check: pageOf(slug, pageSize, pageSize / 4),
    },
  ],
  unread_count: ({ host, memberToken: authorization }) => [
    { call: { host, path: '/v1/user/msgcount/unread', headers: { authorization } }, check: countOf },
  ],
};

/** The share of a bare Fastify's rate that is asked of some. */
const bars: Readonly<Record<string, number>> = {
  timeline_guest_warm: 0.6,
  timeline_member_warm: 0.35,
  post_detail: 0.4,
};

/** By all members in turn, each with the flags that are theirs. */
export async function memberTimelines(community: StandardCommunity, stage: Stage): Promise<Read[]> {
  const { host, slug } = community;
  return (await signInAll(stage, community)).map(({ authorization, follows }) => ({
    call: { host, path: timeline, headers: { authorization } },
    check: all(pageOf(slug, pageSize), seenBy(follows)),
  }));
}

/** What is read most: under the load of 32 connections, beside a bare Fastify that sends the same bytes. */
export const readMeasures: Group = {
  names: Object.keys(reads),
  async measure(run, wanted, report) {
    for (const name of this.names.filter((one) => wanted.has(one))) {
      say(name);
      report({ measure: name, ...(await measureRead(run, reads[name]!, bars[name])) });
    }
  },
};

async function measureRead(run: Run, of: Reads, bar?: number) {
  const stage = await run.stage();
  const all = await of(await run.standard(), stage);
  const bare = await BareServer.start(await typical(stage, all), run.undo);
  try {
    const sides = [sideOf('server', stage.port, all), sideOf('bare Fastify', bare.port, all.slice(0, 1), true)];
    const { outcomes, errors } = await alternate(sides, { ...usual, folder: stage.folder });
    const sql = await statementsPer(stage, all);
    const [ours, theirs] = outcomes;
    const ratio = ratioOf(ours!, theirs!);
    const judged = { ratio_to: 'fastify_same_bytes', ratio, ...(bar !== undefined && { bar, holds: ratio >= bar }) };
    return { ...figures(ours!), unit: 'req/s', ...judged, sql, errors, data: 'standard' };
  } finally {
    await bare.stop();
  }
}

/** The answer of middle length, which the bare server repeats. */
async function typical(stage: Stage, all: readonly Read[]): Promise<Answer> {
  const answers: Answer[] = [];
  for (const { call } of all) answers.push(await stage.client.send(call));
  return answers.toSorted((one, other) => one.text.length - other.text.length)[answers.length >> 1]!;
}

function sideOf(name: string, port: number, all: readonly Read[], sameBytes = false): Side {
  let turn = 0;
  const anyAnswer: Check = ({ status }) => (status === 200 ? null : `has status ${status}`);
  return {
    name,
    port,
    calls: all.map(({ call }) => call),
    probe: () => {
      const { call, check } = all[turn++ % all.length]!;
      return { call, check: sameBytes ? anyAnswer : check };
    },
  };
}

async function statementsPer(stage: Stage, all: readonly Read[]): Promise<number> {
  const { calls } = await stage.postgres.statementsDuring(async () => {
    for (let index = 0; index < counted; index++) await stage.client.send(all[index % all.length]!.call);
  });
  return rounded(calls / counted, 2);
}
