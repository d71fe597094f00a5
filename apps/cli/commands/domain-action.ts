import type { INestApplicationContext } from '@nestjs/common';
import type { DomainActor, DomainView } from '#platform/domains';
import { OperatorsService } from '#platform/operators';
import type { Command, Outcome } from '../command.js';
import { domainText } from './domain-views.js';
import { findTenant } from './tenant-views.js';

interface Action {
  readonly verb: 'add' | 'verify' | 'primary' | 'remove';
  readonly summary: string;
  readonly run: (
    app: INestApplicationContext,
    actor: DomainActor,
    tenantId: number,
    host: string,
  ) => Promise<DomainView>;
  /** What is said of it, where that is not all there is to say of a domain. */
  readonly text?: (domain: DomainView) => string;
  readonly differs?: (domain: DomainView) => boolean;
}

/** A command about one domain of a community. */
export const domainAction = ({ verb, summary, run, text = domainText, differs }: Action): Command => ({
  name: `domain ${verb}`,
  summary,
  args: ['slug', 'host'],
  run: ({ args: [slug = '', host = ''] }, workplace) =>
    workplace.withApplication(async (app): Promise<Outcome> => {
      const operator = await app.get(OperatorsService).root();
      const { id } = await findTenant(app, slug);
      const domain = await run(app, { operator }, id, host);
      return { json: domain, text: text(domain), ...(differs && { differs: differs(domain) }) };
    }),
});
