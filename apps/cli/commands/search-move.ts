import { OperatorsService } from '#platform/operators';
import { PlatformSearchService } from '#platform/search';
import { type Command, textOption, UsageError } from '../command.js';
import { tellTrouble } from '../workplace.js';
import { outcomeOf, runToTheEnd } from './search-runs.js';
import { findTenant } from './tenant-views.js';

export const searchMove: Command = {
  name: 'search move',
  summary: 'Move the documents of a community to an index of its own, or back to the shared one.',
  args: ['slug'],
  options: { to: { type: 'string', value: '<shared|own>', about: 'Where to.', required: true } },
  run: (given, workplace) => {
    const home = textOption(given, 'to');
    if (home !== 'shared' && home !== 'own') throw new UsageError('--to is shared or own');
    return workplace.withApplication(async (app) => {
      tellTrouble(app, workplace);
      const operator = await app.get(OperatorsService).root();
      const tenant = await findTenant(app, given.args[0] ?? '');
      const { id } = await app.get(PlatformSearchService).move(operator, tenant.id, home);
      return outcomeOf(await runToTheEnd(app, id, workplace));
    });
  },
};
