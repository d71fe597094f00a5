import type { INestApplicationContext } from '@nestjs/common';
import { InvalidRequest } from '#kernel/http';
import { type CommandOption, type Given, textOption, UsageError } from '../command.js';
import { findTenant } from './tenant-views.js';

const classes = 'notify, index, media, mail, outbound, lifecycle or maintenance';

export const filterOptions = {
  tenant: { type: 'string', value: '<slug>', about: 'Only tasks of this community, by slug or id.' },
  class: { type: 'string', value: '<class>', about: `Only tasks of this class: ${classes}.` },
} satisfies Record<string, CommandOption>;

/** What the options say as `read` understands a query, but for the community: that takes the application. */
export function optionsAs<T>(read: (query: Given['options']) => T, { options }: Given): T {
  try {
    return read({ ...options, tenant: undefined });
  } catch (error) {
    if (error instanceof InvalidRequest) throw new UsageError(error.fields.map((field) => `--${field}.`).join('\n'));
    throw error;
  }
}

/** `--tenant` by slug or id. */
export async function withTenant<T>(app: INestApplicationContext, given: Given, filter: T): Promise<T> {
  const named = textOption(given, 'tenant');
  return named === undefined ? filter : { ...filter, tenant: (await findTenant(app, named)).id };
}

export function jobIdFrom(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`"${text}" is no id: see \`job list --state dead\`.`);
  return Number(text);
}
