import type { Deed, Fact, Known } from './stale-facts.js';
import { type Moment, yes } from './stale-facts.js';
import type { ModelCommunity, ModelMember, ModelPost } from './stale-model.js';
import type { Random } from './stale-random.js';
import { oneOf } from './stale-random.js';
import { Sight } from './stale-sight.js';

export interface Call {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body: object;
}

/** Notes what a write is to change, before it is sent. */
export type Change = <T>(fact: Known<T>, value: T) => void;

/** A write that is to be done, and all that it changes. */
export interface Plan {
  /** Null: the operator, or who signs in. */
  readonly by: ModelMember | null;
  readonly call: Call;
  /** Who and what is concerned: of two writes about the same, one waits. */
  readonly members: readonly ModelMember[];
  readonly posts?: readonly ModelPost[];
  readonly changes?: (change: Change, deed: Deed) => void;
  readonly done?: (data: { readonly id: number; readonly token: string }) => void;
  /** What it may be answered with instead, in words of the API; then nothing has changed. */
  readonly mayBe?: string;
  readonly refused?: () => void;
  /** So long nothing else is written about these, in milliseconds. */
  readonly rest?: number;
  readonly next?: Plan;
}

export interface Stage {
  readonly community: ModelCommunity;
  readonly random: Random;
  /** Who may write now, whichever process is asked. */
  readonly actors: readonly ModelMember[];
}

/** Null: there is nothing of the kind to do now. */
export type Act = (stage: Stage) => Plan | null;

/** When everything that was answered is known. */
const inTheEnd: Moment = { since: Number.MAX_VALUE, until: Number.MAX_VALUE, reader: null, via: -1, seesOwn: false };

export const sightOf = (community: ModelCommunity, viewer: ModelMember): Sight =>
  new Sight(community, viewer, inTheEnd);

export const canSee = ({ community }: Stage, member: ModelMember, post: ModelPost): boolean =>
  sightOf(community, member).sees(post) === yes;

export const post = (path: string, body: object): Call => ({ method: 'POST', path, body });
export const remove = (path: string, body: object): Call => ({ method: 'DELETE', path, body });

export const add = (change: Change, fact: Fact<number>, by: number): void => change(fact, fact.last + by);

export const anActor = ({ random, actors }: Stage): ModelMember | undefined => oneOf(random, actors);

/** Somebody else. */
export const another = ({ random, community }: Stage, than: ModelMember): ModelMember =>
  random.of(community.members.filter((member) => member !== than));

export const aPost = ({ random, community }: Stage, fits: (post: ModelPost) => boolean = () => true) =>
  oneOf(
    random,
    community.candidates(performance.now()).filter((one) => one.isThere && fits(one)),
  );

export const textOf = (content: string) => [{ content, type: 2, sort: 100 }];
