import { join } from 'node:path';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Card } from '#web/cards';
import { useCommunity } from '../../../../test/support/use-community.js';
import { CardNotNow, CardPrinter } from './card-printer.js';

const program = join(__dirname, '../../../../test/support/card-child.mjs');

describe('cards are drawn in a process of their own', () => {
  const community = useCommunity();
  const printer = () => community.app.get(CardPrinter);
  let tenant: Tenant;
  const print = async (key: string, act = 'draws', load = async () => ({ community: act }) as Card): Promise<string> =>
    Buffer.from(await tenantScope.run(tenant, () => printer().print(key, load))).toString();
  beforeAll(async () => {
    tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    printer().use(program);
  });

  it('once however many ask, and kept', async () => {
    let loaded = 0;
    const load = async () => {
      loaded += 1;
      return { community: 'draws' } as Card;
    };
    const drawn = await Promise.all([1, 2, 3].map(() => print('same', 'draws', load)));
    expect(drawn).toEqual(Array(3).fill(String(printer().pid)));
    expect(await print('same', 'draws', load)).toBe(drawn[0]);
    expect(loaded).toBe(1);
    expect(Number(drawn[0])).not.toBe(process.pid);
  });

  it('of each community for itself', async () => {
    const { host } = await community.neighbour();
    const own = tenant;
    await print('shared key');
    tenant = (await community.app.get(TenantDirectory).findByHost(host))!;
    await expect(print('shared key', 'fails')).rejects.toThrow(CardNotNow);
    tenant = own;
    await expect(print('shared key', 'fails')).resolves.toMatch(/^\d+$/);
  });

  it('and what ends it is not tried again at once, while all others are drawn', async () => {
    const before = await print('before');
    await expect(print('bomb', 'exits')).rejects.toThrow(CardNotNow);
    await expect(print('bomb', 'draws')).rejects.toThrow(CardNotNow);
    const after = await print('after');
    expect(Number(after)).toBeGreaterThan(0);
    expect(after).not.toBe(before);
  });

  it('and nobody takes the places of all', async () => {
    let go = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (go = resolve));
    const slow = async () => {
      await waiting;
      return { community: 'draws' } as Card;
    };
    const begun = [1, 2, 3, 4, 5, 6].map((number) => print(`slow ${number}`, 'draws', slow));
    await expect(print('one more')).rejects.toThrow(CardNotNow);
    go();
    expect(await Promise.all(begun)).toHaveLength(6);
    expect(await print('one more')).toMatch(/^\d+$/);
  });
});
