import { type Act, add, anActor, aPost, canSee, post, remove, sightOf, type Stage, textOf } from './stale-acts.js';
import { no } from './stale-facts.js';
import { ModelComment, type ModelPost } from './stale-model.js';
import { oneOf } from './stale-random.js';

/** As many stand under a post at most. */
const mostAnswers = 6;

const live = (comments: readonly ModelComment[]): ModelComment[] =>
  comments.filter(({ id, isLive }) => id !== null && isLive.last);

/** Where this member may say something. */
const anOpenPost = (stage: Stage, fits: (post: ModelPost) => boolean) => {
  const by = anActor(stage);
  const of = by && aPost(stage, (one) => !one.isLocked.last && fits(one) && canSee(stage, by, one));
  return of ? { by, of } : null;
};

const comment: Act = (stage) => {
  const found = anOpenPost(stage, ({ answers }) => live(answers).length < mostAnswers);
  if (!found) return null;
  const { by, of } = found;
  const { community } = stage;
  const made = new ModelComment((community.numbers += 1), by, of, null);
  const contents = textOf(`${community.mark('c', made.number)} is what I think`);
  return {
    by,
    members: [by, of.author],
    posts: [of],
    call: post('/v1/post/comment', { post_id: of.id, contents, users: [] }),
    changes: (change, deed) => {
      change(made.isLive, true);
      add(change, of.comments, 1);
      change(of.activity, deed);
      of.answers.push(made);
      community.comments.set(made.number, made);
    },
    done: ({ id }) => (made.id = id),
  };
};

const reply: Act = (stage) => {
  const found = anOpenPost(stage, ({ answers }) => live(answers).some(({ replies }) => live(replies).length < 3));
  if (!found) return null;
  const { by, of } = found;
  const { community, random } = stage;
  const sight = sightOf(community, by);
  const parent = oneOf(
    random,
    live(of.answers).filter(
      ({ author }) => sight.has('block', by, author) === no && sight.has('block', author, by) === no,
    ),
  );
  if (!parent) return null;
  const made = new ModelComment((community.numbers += 1), by, of, parent);
  return {
    by,
    members: [by, of.author, parent.author],
    posts: [of],
    call: post('/v1/post/comment/reply', { comment_id: parent.id, content: community.mark('c', made.number) }),
    changes: (change, deed) => {
      change(made.isLive, true);
      add(change, parent.replyCount, 1);
      add(change, of.comments, 1);
      change(of.activity, deed);
      parent.replies.push(made);
      community.comments.set(made.number, made);
    },
    done: ({ id }) => (made.id = id),
  };
};

/** By who said it, who wrote the post, or who looks after the community. */
const removeComment: Act = (stage) => {
  const by = anActor(stage);
  const may = ({ author, post: of }: ModelComment): boolean => author === by || of.author === by || by!.rules.last;
  const of = by && aPost(stage, ({ answers }) => live(answers).some(may));
  const gone = of && oneOf(stage.random, live(of.answers).filter(may));
  if (!gone) return null;
  const replies = live(gone.replies);
  return {
    by,
    members: [by, of.author, gone.author],
    posts: [of],
    call: remove('/v1/post/comment', { id: gone.id }),
    changes: (change) => {
      change(gone.isLive, false);
      for (const one of replies) change(one.isLive, false);
      add(change, of.comments, -1 - replies.length);
    },
  };
};

const removeReply: Act = (stage) => {
  const by = anActor(stage);
  const may = ({ author, post: of }: ModelComment): boolean => author === by || of.author === by || by!.rules.last;
  const repliesOf = (of: ModelPost) => live(live(of.answers).flatMap(({ replies }) => replies)).filter(may);
  const of = by && aPost(stage, (one) => repliesOf(one).length > 0);
  const gone = of && oneOf(stage.random, repliesOf(of));
  if (!gone) return null;
  return {
    by,
    members: [by, of.author, gone.author],
    posts: [of],
    call: remove('/v1/post/comment/reply', { id: gone.id }),
    changes: (change) => {
      change(gone.isLive, false);
      add(change, gone.parent!.replyCount, -1);
      add(change, of.comments, -1);
    },
  };
};

const highlight: Act = (stage) => {
  const by = anActor(stage);
  const of = by && aPost(stage, ({ author, answers }) => author === by && live(answers).length > 0);
  const shown = of && oneOf(stage.random, live(of.answers));
  if (!shown) return null;
  return {
    by,
    members: [by, shown.author],
    posts: [of],
    call: post('/v1/post/comment/highlight', { id: shown.id }),
    changes: (change) => change(shown.isEssence, !shown.isEssence.last),
  };
};

export const commentActs: readonly (readonly [number, Act])[] = [
  [10, comment],
  [6, reply],
  [4, removeComment],
  [2, removeReply],
  [2, highlight],
];
