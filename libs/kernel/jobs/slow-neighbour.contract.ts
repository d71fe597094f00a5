import { setTimeout as pause } from 'node:timers/promises';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { addProviders } from '../../../test/support/add-providers.js';
import { makeTenant } from '../../../test/support/make-tenant.js';
import { bootApi, type Change } from '../../../test/support/use-community.js';
import { Dispatcher } from './dispatcher.js';
import { Outbox } from './outbox.js';
import { Happened, ScriptedWork } from './scripted-work.contract.js';

const slowMs = 400;

/** What every driver of Queue keeps when the tasks of one community become slow all at once. */
export function slowNeighbourContract(name: string, change?: Change): void {
  describe(`a community whose neighbour’s tasks become slow, carried ${name}`, () => {
    addProviders(ScriptedWork);
    let app: Awaited<ReturnType<typeof bootApi>>['app'];
    let work: ScriptedWork;
    beforeEach(async () => {
      ({ app } = await bootApi(change));
      work = app.get(ScriptedWork, { strict: false });
    });
    afterEach(async () => {
      work.forget();
      await app.get(PlatformDatabase).query(`delete from jobs.task where kind like 'spec.%'`);
      await app.close();
    });
    const add = async (host: string, count: number, event: string): Promise<void> =>
      tenantScope.run((await app.get(TenantDirectory).findByHost(host))!, () =>
        app.get(TenantDatabase).transaction(async () => {
          for (let number = 0; number < count; number += 1) app.get(Outbox, { strict: false }).add(new Happened(event));
        }),
      );
    const ran = async (event: string, count: number): Promise<void> => {
      while (work.namesOf('plain').filter((one) => one === event).length < count) await pause(10);
    };

    it('has its own begun as soon as there is a place, whatever was taken ahead', async () => {
      const [flooding, quiet] = [await makeTenant(undefined, app), await makeTenant(undefined, app)];
      work.script.set('slow', () => pause(slowMs));
      await add(flooding.host, 1_500, 'quick');
      await add(flooding.host, 300, 'slow');
      await app.get(Dispatcher).start();
      await ran('slow', 1);

      const from = performance.now();
      await add(quiet.host, 1, 'theirs');
      await ran('theirs', 1);
      expect(performance.now() - from).toBeLessThan(2_000);
      work.script.delete('slow');
    });
  });
}
