import { validated } from '#kernel/http';
import { OperatorsService } from '#platform/operators';
import { StateReasonDto, TenantsService } from '#platform/tenants';
import { type Command, textOption } from '../command.js';
import { findTenant, tenantText } from './tenant-views.js';

type Closing = 'suspend' | 'archive' | 'delete';
type Opening = 'resume' | 'restore';

const isClosing = (verb: Closing | Opening): verb is Closing => ['suspend', 'archive', 'delete'].includes(verb);
const reason = { type: 'string', value: '<text>', about: 'Why, in words for its visitors.' } as const;

/** A command that changes the state of one community; what closes it may say why. */
export const tenantAction = (verb: Closing | Opening, summary: string): Command => ({
  name: `tenant ${verb}`,
  summary,
  args: ['slug'],
  ...(isClosing(verb) && { options: { reason } }),
  run: async (given, workplace) => {
    const told = await validated(StateReasonDto, { reason: textOption(given, 'reason') });
    return workplace.withApplication(async (app) => {
      const operator = await app.get(OperatorsService).root();
      const { id } = await findTenant(app, given.args[0] ?? '');
      const tenants = app.get(TenantsService);
      const tenant = isClosing(verb)
        ? await tenants[verb](operator, id, told.reason)
        : await tenants[verb](operator, id);
      return { json: tenant, text: tenantText(tenant) };
    });
  },
});
