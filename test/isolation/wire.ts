/** A request as a case describes it; method and path pattern come from the route. */
export interface Call {
  /** What stands for the parameters of the url, in order. */
  readonly parameters?: readonly (string | number)[];
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** What a request of a community may name. Both twins have all of it, under the same ids and names. */
export interface Ids {
  readonly member: number;
  readonly username: string;
  readonly password: string;
  readonly post: number;
  readonly comment: number;
  readonly reply: number;
  readonly message: number;
  /** A word that stands in posts and as their tag. */
  readonly word: string;
  /** Of an invitation that the owner has not used. */
  readonly secret: string;
  /** Key of a kept file. */
  readonly file: string;
  /** A username nobody has yet, another one at each call. */
  readonly newcomer: string;
}
export type IdName = keyof Ids;
