import {
  type Act,
  add,
  anActor,
  aPost,
  type Call,
  canSee,
  type Change,
  type Plan,
  post,
  remove,
  type Stage,
  textOf,
} from './stale-acts.js';
import { type Level, type ModelCommunity, type ModelMember, ModelPost, topicsEach } from './stale-model.js';
import { oneOf, weighed } from './stale-random.js';

/** More posts than this no community has, so that its lists have a few pages only. */
const mostPosts = 13;

const levels = [
  [7, 0],
  [1, 1],
  [2, 2],
  [2, 3],
] as const satisfies readonly (readonly [number, Exclude<Level, 'gone'>])[];

const said = (community: ModelCommunity, number: number, version = 0): string =>
  `${community.mark('p', number, version)} and what else there is to say`;

/** A post counts for its topic unless it is private. */
const counts = (level: Level): number => (level === 'gone' || level === 1 ? 0 : 1);

const publish: Act = (stage) => {
  const { community, random } = stage;
  const author = anActor(stage);
  const there = community.candidates(performance.now()).filter(({ isThere }) => isThere);
  if (!author || there.length >= mostPosts) return null;
  const number = (community.numbers += 1);
  const quotable = there.filter((one) => canSee(stage, author, one));
  const quoted = random.chance(0.15) ? (oneOf(random, quotable) ?? null) : null;
  const tag = random.below(topicsEach);
  const level = weighed(random, levels);
  let made: ModelPost | undefined;
  const body = {
    contents: textOf(said(community, number)),
    tags: [community.mark('k', tag)],
    users: [],
    visibility: level,
  };
  return {
    by: author,
    members: [author],
    posts: quoted ? [quoted] : [],
    call: post('/v1/post', { ...body, ...(quoted && { quote_id: quoted.id }) }),
    changes: (change, deed) => {
      made = new ModelPost(number, author, tag, quoted, deed);
      change(made.level, level);
      add(change, author.posts, 1);
      change(community.topic(tag), counts(level));
      if (quoted) add(change, quoted.shares, 1);
      community.add(made);
    },
    done: ({ id }) => (made!.id = id),
  };
};

/** One's own, or any for who looks after the community. */
function managed(stage: Stage): { by: ModelMember; of: ModelPost } | null {
  const by = anActor(stage);
  const of = by && aPost(stage, ({ author }) => author === by || by.rules.last);
  return of ? { by, of } : null;
}

const about = (by: ModelMember, of: ModelPost, call: Call, changes: (change: Change) => void): Plan => ({
  by,
  members: [by, of.author],
  posts: [of],
  call,
  changes,
});

const edit: Act = (stage) => {
  const by = anActor(stage);
  const of = by && aPost(stage, ({ author, version }) => author === by && version.last < 90);
  if (!of) return null;
  const version = of.version.last + 1;
  const contents = textOf(said(stage.community, of.number, version));
  const body = { id: of.id, contents, tags: [stage.community.mark('k', of.tag)], users: [] };
  return about(by, of, post('/v1/post/edit', body), (change) => change(of.version, version));
};

const deletePost: Act = (stage) => {
  const found = managed(stage);
  if (!found) return null;
  const { by, of } = found;
  const plan = about(by, of, remove('/v1/post', { id: of.id }), (change) => {
    add(change, of.author.posts, -1);
    change(stage.community.topic(of.tag), -counts(of.level.last));
    change(of.level, 'gone');
    if (of.quoted) add(change, of.quoted.shares, -1);
  });
  return { ...plan, posts: of.quoted ? [of, of.quoted] : [of] };
};

const setVisibility: Act = (stage) => {
  const found = managed(stage);
  if (!found) return null;
  const { by, of } = found;
  const level = weighed(stage.random, levels);
  return about(by, of, post('/v1/post/visibility', { id: of.id, visibility: level }), (change) => {
    change(stage.community.topic(of.tag), counts(level) - counts(of.level.last));
    change(of.level, level);
    if (level === 1) change(of.isTop, false);
  });
};

const lock: Act = (stage) => {
  const found = managed(stage);
  if (!found) return null;
  const { by, of } = found;
  return about(by, of, post('/v1/post/lock', { id: of.id }), (change) => change(of.isLocked, !of.isLocked.last));
};

const pin: Act = (stage) => {
  const by = anActor(stage);
  const of = by?.rules.last && aPost(stage, ({ level }) => level.last !== 1);
  if (!of) return null;
  return about(by, of, post('/v1/post/stick', { id: of.id }), (change) => change(of.isTop, !of.isTop.last));
};

const highlight: Act = (stage) => {
  const by = anActor(stage);
  const of = by && aPost(stage, ({ author }) => author === by);
  if (!of) return null;
  return about(by, of, post('/v1/post/highlight', { id: of.id }), (change) => change(of.isEssence, !of.isEssence.last));
};

const star: Act = (stage) => {
  const by = anActor(stage);
  const of = by && aPost(stage, (one) => canSee(stage, by, one));
  if (!of) return null;
  const starred = of.starOf(by);
  const isNew = starred.last === null;
  return {
    by,
    members: [by, of.author],
    posts: [of],
    call: post('/v1/post/star', { id: of.id }),
    changes: (change, deed) => {
      change(starred, isNew ? deed : null);
      add(change, of.stars, isNew ? 1 : -1);
    },
  };
};

export const postActs: readonly (readonly [number, Act])[] = [
  [16, publish],
  [5, edit],
  [7, deletePost],
  [9, setVisibility],
  [2, lock],
  [3, pin],
  [2, highlight],
  [8, star],
];
