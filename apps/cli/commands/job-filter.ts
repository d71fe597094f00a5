import type { INestApplicationContext } from '@nestjs/common';
import { type JobFilter, jobFilterOf } from '#platform/jobs';
import { type CommandOption, type Given, textOption, UsageError } from '../command.js';
import { findTenant } from './tenant-views.js';

const classes = 'notify, index, media, mail, outbound, lifecycle or maintenance';

export const filterOptions = {
  tenant: { type: 'string', value: '<slug>', about: 'Only tasks of this community.' },
  class: { type: 'string', value: '<class>', about: `Only tasks of this class: ${classes}.` },
} satisfies Record<string, CommandOption>;

/** `--tenant` by slug or id. */
export async function filterFrom(app: INestApplicationContext, given: Given): Promise<JobFilter> {
  const { tenant: _, ...options } = given.options;
  const filter = jobFilterOf(options);
  const named = textOption(given, 'tenant');
  return named === undefined ? filter : { ...filter, tenant: (await findTenant(app, named)).id };
}

export function jobIdFrom(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`"${text}" is no id: see \`job list --state dead\`.`);
  return Number(text);
}
