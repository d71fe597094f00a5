import type { Id } from '#kernel/database';
import { IdField, InvalidRequest, type Query } from '#kernel/http';

export class TopicDto {
  @IdField() topic_id!: Id;
}

/** `hot_extral` of the wire: the hot ones, and those that the viewer follows beside them. */
export const listTypes = ['hot', 'new', 'follow', 'pin', 'hot_extral'] as const;
export type ListType = (typeof listTypes)[number];

export interface TopicsQuery {
  readonly type: ListType;
  readonly number: number;
  readonly extraNumber: number;
}

const most = 100;

/** Too many are cut to the most there may be. */
export function topicsQuery(query: Query): TopicsQuery {
  const type = listTypes.find((known) => known === query['type']);
  if (!type) throw new InvalidRequest([`type must be one of ${listTypes.join(', ')}`]);
  const number = wholeFrom(query, 'num') ?? 0;
  if (number < 1) throw new InvalidRequest(['num must be a positive number']);
  const extra = wholeFrom(query, 'extral_num') ?? 0;
  return { type, number: Math.min(number, most), extraNumber: Math.min(extra > 0 ? extra : number, most) };
}

function wholeFrom(query: Query, name: string): number | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value))
    throw new InvalidRequest([`${name} must be a whole number`]);
  return Number(value);
}

/** What somebody has typed so far; nothing asks for the most used. */
export function suggestQuery({ k = '' }: Query): string {
  if (typeof k !== 'string') throw new InvalidRequest(['k must be a text']);
  return k;
}
