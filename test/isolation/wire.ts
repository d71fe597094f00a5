/** A request as a case describes it; method and path pattern come from the route. */
export interface Call {
  /** What stands for the parameters of the url, in order. */
  readonly parameters?: readonly (string | number)[];
  readonly query?: Record<string, string | number>;
  /** Sent as JSON, unless it is text or bytes already. */
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
  readonly topic: number;
  /** Of the block of a post that offers a file for saving. */
  readonly block: number;
  /** The same where the post sells it, and nobody has bought it yet. */
  readonly sold: number;
  /** A recharge that is not paid yet. */
  readonly order: number;
  /** Where somebody is signed in besides here. */
  readonly session: number;
  /** Of a picture of digits that nobody has tried yet; they are `digits`. */
  readonly captcha: string;
  /** A number to which the code `digits` was sent. */
  readonly phone: string;
  /** A word that stands in posts, as their tag, and as the name of a member. */
  readonly word: string;
  /** Of an invitation that the owner has not used. */
  readonly secret: string;
  /** Key of a kept file. */
  readonly file: string;
  /** The address of an uploaded picture. */
  readonly picture: string;
  /** What the payment provider of the community says of an order that was paid. */
  readonly notice: (order: number) => Readonly<Record<string, string>>;
  /** Of a file that has been brought to the store, and is not completed. */
  readonly upload: number;
  /** The query by which a kept attachment can be read. */
  readonly link: (path: string) => Record<string, string>;
  /** The same straight from the store: the object's key, and the query that signs it. */
  readonly reading: (path: string) => { readonly key: string; readonly query: Record<string, string> };
  /** A signed form by which an object is brought straight to the store. */
  readonly bringing: (path: string) => Call;
  /** A word that nobody has said and no member is called, another one at each look. */
  readonly fresh: string;
}
export type IdName = keyof Ids;

/** What captchas show and codes are, wherever this suite has made them. */
export const digits = '246810';

/** Cents: what the orders of `Ids` are over. */
export const orderAmount = 100;

/** As a browser sends a form without files. */
export const formOf = (fields: Readonly<Record<string, string>>): Call => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
