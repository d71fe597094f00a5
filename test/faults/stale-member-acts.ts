import { type Act, add, anActor, another, type Change, post, type Stage } from './stale-acts.js';
import { graces } from './stale-facts.js';
import { accountOf, type ModelMember, sessionOf, type Tie } from './stale-model.js';

const pair = (stage: Stage): { by: ModelMember; other: ModelMember } | null => {
  const by = anActor(stage);
  return by ? { by, other: another(stage, by) } : null;
};

const isTied = ({ community }: Stage, kind: Tie, one: ModelMember, other: ModelMember): boolean =>
  community.tie(kind, one, other).last;

const areBlocked = (stage: Stage, one: ModelMember, other: ModelMember): boolean =>
  isTied(stage, 'block', one, other) || isTied(stage, 'block', other, one);

function setFollow(stage: Stage, change: Change, [by, other]: readonly [ModelMember, ModelMember], on: boolean): void {
  if (isTied(stage, 'follow', by, other) === on) return;
  change(stage.community.tie('follow', by, other), on);
  add(change, by.follows, on ? 1 : -1);
  add(change, other.followers, on ? 1 : -1);
}

const follow: Act = (stage) => {
  const found = pair(stage);
  if (!found || areBlocked(stage, found.by, found.other)) return null;
  const { by, other } = found;
  const on = !isTied(stage, 'follow', by, other);
  return {
    by,
    members: [by, other],
    call: post(`/v1/user/${on ? 'follow' : 'unfollow'}`, { user_id: other.id }),
    changes: (change) => setFollow(stage, change, [by, other], on),
  };
};

/** Asked for and agreed to; or ended. */
const befriend: Act = (stage) => {
  const found = pair(stage);
  if (!found) return null;
  const { by, other } = found;
  const members = [by, other];
  const friends = stage.community.tie('friend', by, other);
  if (friends.last)
    return {
      by,
      members,
      call: post('/v1/friend/delete', { user_id: other.id }),
      changes: (change) => change(friends, false),
    };
  if (areBlocked(stage, by, other) || by.tired.has(other.number) || !stage.actors.includes(other)) return null;
  return {
    by,
    members,
    call: post('/v1/friend/requesting', { user_id: other.id, greetings: 'hello' }),
    mayBe: 'request.too-many',
    refused: () => by.tired.add(other.number),
    next: {
      by: other,
      members,
      call: post('/v1/friend/add', { user_id: by.id }),
      changes: (change) => change(friends, true),
    },
  };
};

const block: Act = (stage) => {
  const found = pair(stage);
  if (!found) return null;
  const { by, other } = found;
  const blocked = stage.community.tie('block', by, other);
  return {
    by,
    members: [by, other],
    call: post(`/v1/user/${blocked.last ? 'unblock' : 'block'}`, { user_id: other.id }),
    changes: (change) => {
      if (!blocked.last) {
        setFollow(stage, change, [by, other], false);
        setFollow(stage, change, [other, by], false);
        change(stage.community.tie('friend', by, other), false);
      }
      change(blocked, !blocked.last);
    },
  };
};

const mute: Act = (stage) => {
  const found = pair(stage);
  if (!found) return null;
  const { by, other } = found;
  const muted = stage.community.tie('mute', by, other);
  return {
    by,
    members: [by, other],
    call: post(`/v1/user/${muted.last ? 'unmute' : 'mute'}`, { user_id: other.id }),
    changes: (change) => change(muted, !muted.last),
  };
};

const rename: Act = (stage) => {
  const by = anActor(stage);
  if (!by) return null;
  const version = by.version.last + 1;
  return {
    by,
    members: [by],
    call: post('/v1/user/nickname', { nickname: stage.community.mark('m', by.number, version) }),
    changes: (change) => change(by.version, version),
  };
};

/** The owner decides; another process may go by what was before for a while. */
const ofAnother = (stage: Stage, is: (member: ModelMember) => boolean) => {
  const [by] = stage.community.members;
  const other = another(stage, by!);
  const uncertain = (): void => void (other.uncertainUntil = performance.now() + graces.authority);
  return is(other) ? { by: by!, other, members: [by!, other], uncertain } : null;
};

const ban: Act = (stage) => {
  const found = ofAnother(stage, ({ rules }) => !rules.last);
  if (!found) return null;
  const { by, other, members, uncertain } = found;
  const on = !other.isBanned.last;
  return {
    by,
    members,
    call: post('/v1/admin/user/status', { id: other.id, status: on ? 2 : 1 }),
    changes: (change) => {
      change(other.isBanned, on);
      change(other.isKeptOut, on);
    },
    done: uncertain,
  };
};

const appoint: Act = (stage) => {
  const found = ofAnother(stage, ({ isBanned }) => !isBanned.last);
  if (!found) return null;
  const { by, other, members, uncertain } = found;
  const on = !other.rules.last;
  return {
    by,
    members,
    call: post('/v1/admin/user/role', { id: other.id, is_admin: on }),
    changes: (change) => {
      change(other.isAdmin, on);
      change(other.rules, on);
    },
    done: uncertain,
  };
};

/** Ends the session, and goes on with another one. */
const signOut: Act = (stage) => {
  const by = anActor(stage);
  if (!by?.spare) return null;
  const { session, spare } = by;
  const members = [by];
  return {
    by,
    members,
    call: post('/v1/auth/logout', {}),
    changes: (change) => change(session.isValid, false),
    done: () => Object.assign(by, { session: spare, former: session, spare: null }),
    next: {
      by: null,
      members,
      call: post('/v1/auth/login', accountOf(by.username)),
      done: ({ token }) => (by.spare = sessionOf(token)),
    },
  };
};

export const memberActs: readonly (readonly [number, Act])[] = [
  [9, follow],
  [5, befriend],
  [5, block],
  [4, mute],
  [3, rename],
  [3, ban],
  [2, appoint],
  [3, signOut],
];
