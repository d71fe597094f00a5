/** What a process says to whoever passes it on. */
export type FromSibling =
  | { readonly sibling: 'joins' }
  | {
      readonly sibling: 'asks';
      readonly number: number;
      readonly by: string;
      readonly topic: string;
      readonly said: unknown;
    }
  | { readonly sibling: 'answers'; readonly question: string; readonly answer: unknown };

/** What it is told. */
export type ToSibling =
  | {
      readonly sibling: 'asks';
      readonly question: string;
      readonly by: string;
      readonly topic: string;
      readonly said: unknown;
    }
  | { readonly sibling: 'answers'; readonly number: number; readonly answers: readonly unknown[] };

export const isOfSiblings = (message: unknown): message is FromSibling | ToSibling =>
  typeof message === 'object' && message !== null && 'sibling' in message;

/** The way to whoever passes messages on. */
export interface SiblingChannel {
  send(message: FromSibling): void;
  listen(hear: (message: ToSibling) => void): void;
}
