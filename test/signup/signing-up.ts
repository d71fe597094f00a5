import { randomBytes } from 'node:crypto';
import type { PlatformBody, TestPlatform } from '../support/use-platform.js';

/** As somebody fills it in. */
export interface Wanted {
  readonly name: string;
  readonly slug: string;
  readonly locale?: string;
  readonly template?: string;
  readonly code?: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export const newEmail = (): string => `${randomBytes(6).toString('hex')}@example.org`;

/** A sign-up that nothing is wrong with, with an address and an e-mail address of its own. */
export const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  name: 'The tea room',
  slug: `c${randomBytes(6).toString('hex')}`,
  locale: 'en',
  username: 'camellia',
  email: newEmail(),
  password: 'green and black',
  ...more,
});

export interface SignedUp {
  readonly status: number;
  readonly body: PlatformBody & {
    readonly url?: string | null;
    readonly enter_url?: string | null;
    readonly status_url?: string;
  };
}

/** While it is being made, which takes long on a busy machine, one asks again. */
export async function untilMade(ask: () => Promise<SignedUp>): Promise<SignedUp> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 202 || answer.body.state !== 'making') return answer;
  }
}

/** Signs up without a token; `key` makes it the same request as another one. */
export const signUpAt =
  (platform: TestPlatform) =>
  async (
    { username, email, password, ...community }: Wanted,
    key = randomBytes(8).toString('hex'),
  ): Promise<SignedUp> => {
    const body = { ...community, owner: { username, email, password } };
    return untilMade(() => platform.stranger().request('POST', '/signups', body, { 'idempotency-key': key }));
  };

/** What is wrong, as a problem lists it. */
export const fieldsOf = (body: PlatformBody): string[] => (body['fields'] as string[] | undefined) ?? [];
