import { OperatorsService } from '#platform/operators';
import { PlatformSearchService } from '#platform/search';
import { type Command, textOption } from '../command.js';
import { tellTrouble } from '../workplace.js';
import { outcomeOf, runToTheEnd } from './search-runs.js';
import { findTenant } from './tenant-views.js';

export const searchRebuild: Command = {
  name: 'search rebuild',
  summary: 'Make the search index anew, of one community or all, while it is searched and written.',
  options: { tenant: { type: 'string', value: '<slug>', about: 'Only this community, by slug or id.' } },
  run: (given, workplace) =>
    workplace.withApplication(async (app) => {
      tellTrouble(app, workplace);
      const operator = await app.get(OperatorsService).root();
      const slug = textOption(given, 'tenant');
      const tenant = slug === undefined ? undefined : (await findTenant(app, slug)).id;
      const { id } = await app.get(PlatformSearchService).rebuild(operator, tenant);
      return outcomeOf(await runToTheEnd(app, id, workplace));
    }),
};
