import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parsed, UnexpectedAnswer } from '../http/client.js';
import { memberPassword, type Stage } from './stage.js';

export interface Created {
  readonly id: number;
  readonly slug: string;
  readonly host: string;
  /** When the answer was there that says it works. */
  readonly at: number;
}

interface TenantAnswer {
  readonly id?: number;
  readonly operation?: { readonly id: number };
}

type Operator = Pick<Stage, 'client' | 'operatorToken'>;

const patienceMs = 60_000;

/** A community by the platform's API, as an operator makes one. */
export async function createTenant(
  stage: Operator,
  slug: string,
  key = randomBytes(9).toString('hex'),
): Promise<Created> {
  const call = {
    host: 'platform.localhost',
    path: '/platform/v1/tenants',
    method: 'POST' as const,
    headers: { authorization: `Bearer ${stage.operatorToken}`, 'idempotency-key': key },
    body: { slug, name: slug, owner: { username: 'owner', password: memberPassword } },
  };
  const answer = await stage.client.send(call);
  const { id, operation } = parsed(answer) as TenantAnswer;
  if (answer.status === 201 && id) return { id, slug, host: `${slug}.localhost`, at: performance.now() };
  if (answer.status === 202 && operation) return { ...(await finished(stage, slug, operation.id)), slug };
  throw new UnexpectedAnswer(call, answer);
}

async function finished(stage: Operator, slug: string, operation: number): Promise<Omit<Created, 'slug'>> {
  const headers = { authorization: `Bearer ${stage.operatorToken}` };
  const call = { host: 'platform.localhost', path: `/platform/v1/operations/${operation}`, headers };
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(50)) {
    const { state, result } = parsed(await stage.client.send(call)) as { state?: string; result?: { id: number } };
    if (state === 'succeeded' && result) return { id: result.id, host: `${slug}.localhost`, at: performance.now() };
    if (state === 'failed') break;
  }
  throw new Error(`The community ${slug} could not be made.`);
}
