import type { INestApplicationContext } from '@nestjs/common';
import { AppError, type Stretch } from '#kernel/http';
import {
  type OperatorCard,
  OperatorNotFound,
  OperatorsService,
  type OperatorToken,
  scopes,
  type TokenWish,
} from '#platform/operators';
import { type CommandOption, type Given, textOption, UsageError } from '../command.js';
import { table } from '../table.js';

/** Of a token that is made. Here it works until it is taken away, unless it is given an end. */
export const tokenOptions: Readonly<Record<string, CommandOption>> = {
  for: { type: 'string', value: '<text>', about: 'What the token is for.' },
  scopes: {
    type: 'string',
    value: '<scope,…>',
    about: `What it may do of what the role allows: ${scopes.join(', ')}.`,
  },
  days: { type: 'string', value: '<number>', about: 'After how many days it runs out, 1 to 365; never if not given.' },
};

const day = 86_400_000;

export function tokenWish(given: Given): TokenWish {
  const wanted = textOption(given, 'scopes')?.split(',');
  const unknown = wanted?.find((scope) => !scopes.some((known) => known === scope));
  if (unknown !== undefined) throw new UsageError(`--scopes: there is no scope "${unknown}".`);
  const days = textOption(given, 'days');
  if (days !== undefined && !(/^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= 365))
    throw new UsageError('--days must be a number from 1 to 365.');
  return {
    name: textOption(given, 'for') ?? '',
    scopes: wanted ?? null,
    expiresAt: days === undefined ? null : new Date(Date.now() + Number(days) * day),
  };
}

const all: Stretch = { limit: 100, before: null };

/** By name, also where the account is closed. */
export async function findOperator(app: INestApplicationContext, name: string): Promise<OperatorCard> {
  const service = app.get(OperatorsService);
  await service.root(); // may be asked for before the first start
  const found = await service.findCard(name);
  if (!found) throw new OperatorNotFound(name);
  return found;
}

/** All of something that is read in stretches. */
export async function inAll<Row extends { id: number }>(read: (stretch: Stretch) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let before: number | null = null; ;) {
    const more: Row[] = await read({ ...all, before });
    rows.push(...more.slice(0, all.limit));
    if (more.length <= all.limit) return rows;
    before = rows.at(-1)!.id;
  }
}

export const madeText = (
  { name, role }: Pick<OperatorCard, 'name' | 'role'>,
  { expiresAt, scopes: own }: OperatorToken,
  secret: string,
): string =>
  [
    `${name} (${role})`,
    ...(own ? [`scopes ${own.join(', ')}`] : []),
    ...(expiresAt ? [`until  ${expiresAt.toISOString()}`] : []),
    `token  ${secret}`,
  ].join('\n');

export const operatorsText = (cards: readonly OperatorCard[]): string =>
  table(
    ['id', 'name', 'role', 'tokens', 'closed since'],
    cards.map(({ id, name, role, tokens, disabledAt }) => [
      String(id),
      name,
      role,
      String(tokens),
      disabledAt?.toISOString() ?? '',
    ]),
  );

export const tokensText = (tokens: readonly OperatorToken[]): string =>
  table(
    ['id', 'begins', 'for', 'scopes', 'until', 'last used'],
    tokens.map(({ id, hint, name, scopes: own, expiresAt, lastUsedAt }) => [
      String(id),
      hint,
      name,
      own?.join(',') ?? 'all',
      expiresAt?.toISOString() ?? '',
      lastUsedAt?.toISOString() ?? '',
    ]),
  );

export function tokenIdIn(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new AppError('operator.token-not-found');
  return Number(text);
}
