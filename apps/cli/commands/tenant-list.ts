import { cursorList, stretchOf } from '#kernel/http';
import { TenantsService, tenantStateOf } from '#platform/tenants';
import { type Command, textOption } from '../command.js';
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
  },
  run: (given, workplace) =>
    workplace.withApplication(async (app) => {
      const stretch = stretchOf(given.options);
      const filter = { text: textOption(given, 'q') ?? null, state: tenantStateOf(textOption(given, 'state')) };
      const list = cursorList(await app.get(TenantsService).list(filter, stretch), stretch, (tenant) => tenant);
      const rows = list.items.map(({ id, slug, state, name, url }) => [String(id), slug, state, url ?? '', name]);
      const more = list.next ? `\nMore: --cursor ${list.next}` : '';
      return { json: list, text: table(['id', 'slug', 'state', 'url', 'name'], rows) + more };
    }),
};
