import { cursorList, stretchOf } from '#kernel/http';
import { TenantCountsQueries, type TenantCountsView, TenantsService, tenantStateOf } from '#platform/tenants';
import { type Command, type Outcome, textOption, UsageError } from '../command.js';
import { table } from '../table.js';

export const tenantList: Command = {
  name: 'tenant list',
  summary: 'The communities, newest first.',
  options: {
    q: { type: 'string', value: '<text>', about: 'Part of the slug, the name, a host or the owner’s name.' },
    state: {
      type: 'string',
      value: '<state>',
      about: 'Only those in this state; without it all but those that are gone.',
    },
    limit: { type: 'string', value: '<number>', about: 'How many at most: 1 to 100, 20 if not given.' },
    cursor: { type: 'string', value: '<cursor>', about: '`next` of the list before.' },
    counts: { type: 'boolean', about: 'Only how many there are, by state, and for how many more there is room.' },
  },
  run: (given, workplace) => {
    const stray = Object.keys(given.options).find((name) => name !== 'counts' && name !== 'json');
    if (given.options['counts'] && stray) throw new UsageError(`--${stray} does not go with --counts.`);
    return workplace.withApplication(async (app) => {
      if (given.options['counts']) return countsOutcome(await app.get(TenantCountsQueries).read());
      const stretch = stretchOf(given.options);
      const filter = { text: textOption(given, 'q') ?? null, state: tenantStateOf(textOption(given, 'state')) };
      const list = cursorList(await app.get(TenantsService).list(filter, stretch), stretch, (tenant) => tenant);
      const rows = list.items.map(({ id, slug, state, name, url }) => [String(id), slug, state, url ?? '', name]);
      const more = list.next ? `\nMore: --cursor ${list.next}` : '';
      return { json: list, text: table(['id', 'slug', 'state', 'url', 'name'], rows) + more };
    });
  },
};

function countsOutcome(counts: TenantCountsView): Outcome {
  const { total, by_state, clusters, operations } = counts;
  const states = Object.entries(by_state).flatMap(([state, count]) => (count > 0 ? [[state, String(count)]] : []));
  const rooms = clusters.map(({ name, tenants, max_tenants }) => `cluster ${name}: ${tenants} of ${max_tenants}`);
  const doing = `${operations.running} operations running, ${operations.failed} failed in the last seven days`;
  return {
    json: counts,
    text: [table(['state', 'communities'], [...states, ['total', String(total)]]), '', ...rooms, doing].join('\n'),
  };
}
