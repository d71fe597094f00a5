import { setTimeout as pause } from 'node:timers/promises';
import { PlatformDatabase, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { addProviders } from '../../../test/support/add-providers.js';
import { makeTenant } from '../../../test/support/make-tenant.js';
import { bootApi, type Change } from '../../../test/support/use-community.js';
import { Dispatcher } from './dispatcher.js';
import type { DomainEvent } from './domain-event.js';
import { Outbox } from './outbox.js';
import { Happened, Offered, ScriptedWork } from './scripted-work.contract.js';

type App = Awaited<ReturnType<typeof bootApi>>['app'];

/** Without a unit of work, which would keep a connection for as long. */
const endless = new Offered('endless', false);

/** What every driver of Queue keeps when its process ends in good order. */
export function stopContract(name: string, change?: Change): void {
  describe(`a process that stops, with tasks carried ${name}`, () => {
    addProviders(ScriptedWork);
    const apps: App[] = [];
    const boot = async (): Promise<App> => {
      const { app } = await bootApi(change);
      apps.push(app);
      return app;
    };
    afterEach(async () => {
      const { app } = await bootApi();
      await app.get(PlatformDatabase).query(`delete from jobs.task where kind like 'spec.%'`);
      for (const one of [...apps.splice(0), app]) await one.close();
    });
    const work = (app: App) => app.get(ScriptedWork, { strict: false });
    const add = async (app: App, host: string, events: readonly DomainEvent[]) =>
      tenantScope.run((await app.get(TenantDirectory).findByHost(host))!, () =>
        app
          .get(TenantDatabase)
          .transaction(async () => events.forEach((event) => app.get(Outbox, { strict: false }).add(event))),
      );
    const rows = (app: App, role: string) =>
      app
        .get(PlatformDatabase)
        .query<{ state: string; attempts: number }>(
          'select state, attempts from jobs.task where tenant_role = $1 order by id',
          [role],
        );
    const begun = async (app: App, count: number) => {
      while (work(app).runs.length < count) await pause(20);
    };

    it('lets those that run end for a while, hands all others back, and the next one does them', async () => {
      const [first, next] = [await boot(), await boot()];
      const { host, role } = await makeTenant(undefined, first);
      await first.get(Dispatcher).start();
      let release = () => undefined as void;
      const released = new Promise<void>((resolve) => (release = resolve));
      work(first).script.set('brief', () => pause(1_000));
      work(first).script.set('endless', () => released);
      await add(first, host, [new Happened('brief'), endless]);
      await begun(first, 2);
      await add(
        first,
        host,
        Array.from({ length: 60 }, () => endless),
      );
      await pause(500);

      const from = performance.now();
      await first.close();
      expect(performance.now() - from).toBeLessThan(6_000);
      const left = await rows(next, role);
      expect(left).toHaveLength(61);
      expect(left.every(({ attempts }) => attempts === 0)).toBe(true);
      // What a transport carries it carries for others.
      expect(left.every(({ state }) => ['ready', 'queued'].includes(state))).toBe(true);
      release();

      await next.get(Dispatcher).settle();
      expect(await rows(next, role)).toEqual([]);
      expect(work(next).namesOf('outside')).toEqual(Array.from({ length: 61 }, () => 'endless'));
    });
  });
}
