import type { TestTenant } from '../../../test/support/make-tenant.js';
import { owner } from '../../../test/support/make-tenant.js';
import { useDomains } from '../../../test/support/use-domains.js';
import { Visitor } from '../../../test/support/visitor.js';

describe('the page of addresses at the owner’s desk', () => {
  const domains = useDomains();
  const enter = async (language = 'en'): Promise<{ tenant: TestTenant; keeper: Visitor }> => {
    const tenant = await domains.tenant();
    const keeper = new Visitor(domains.platform.app, tenant.host, language);
    await keeper.signIn(owner.username, owner.password);
    return { tenant, keeper };
  };
  const page = '/manage/domains';

  it('takes a domain, shows its records, finds it proven, and makes it the main one', async () => {
    const { tenant, keeper } = await enter();
    await keeper.open('/manage/settings');
    expect(keeper.texts('a[href="/manage/domains"]')).toEqual(['Addresses']);
    const host = domains.newHost();
    await keeper.open(page);
    await keeper.submit(page, { host: ` ${host.toUpperCase()} ` });
    expect(keeper.page.path).toBe(`${page}#domain-${host}`);
    const claimed = await domains.find(tenant, host);
    expect(keeper.texts('.desk-records dd')).toEqual(claimed.records.flatMap((one) => [one.type, one.name, one.value]));
    expect(keeper.texts('h2')).toEqual(expect.arrayContaining([tenant.host, host]));
    expect(keeper.page.body).toContain('Not proven yet');
    await keeper.submit('Check now');
    expect(keeper.page.body).toContain('there was no such TXT record');
    domains.enter(claimed);
    await keeper.submit('Check now');
    expect(keeper.page.body).toContain('Proven');
    expect(keeper.page.body).toContain('No visit over HTTPS yet');
    await keeper.submit('Make it the main address');
    expect(await domains.find(tenant, host)).toMatchObject({ primary: true });
    const { items } = (await domains.platform.admin.get(`/audit?tenant=${tenant.id}&limit=10`)).body;
    expect(items.slice(0, 2).map(({ action, operator }) => [action, operator])).toEqual([
      ['domain.primary', owner.username],
      ['domain.verify', owner.username],
    ]);
  });

  it('asks for the name before it removes a domain, and keeps what was typed', async () => {
    const { tenant, keeper } = await enter();
    const { host } = await domains.own(tenant);
    await keeper.open(`${page}/${host}/remove`);
    await keeper.submit(`${page}/${host}/remove`, { domain: 'another.org' });
    expect(keeper.page.status).toBe(422);
    expect(keeper.texts('#domain-wrong')).toEqual([`That is not ${host}.`]);
    expect(keeper.page.root.querySelector('#domain')?.getAttribute('value')).toBe('another.org');
    await keeper.submit(`${page}/${host}/remove`, { domain: host.toUpperCase() });
    expect(keeper.page.path).toBe(page);
    expect(await domains.find(tenant, host)).toBeUndefined();
    expect((await keeper.open(`${page}/${host}/remove`)).status).toBe(404);
    expect((await keeper.open(`${page}/${tenant.host}/remove`)).status).toBe(404);
  });

  it.each([
    ['en', 'A part of this name mixes letters'],
    ['zh-CN', '混用了外形相似'],
  ])('says in %s what is wrong with a name, at its field', async (language, words) => {
    const { tenant, keeper } = await enter(language);
    await keeper.open(page);
    await keeper.submit(page, { host: 'pаypal.com' });
    expect(keeper.page.status).toBe(422);
    expect(keeper.texts('#host-wrong')).toEqual([expect.stringContaining(words)]);
    expect(keeper.page.root.querySelector('#host')?.getAttribute('value')).toBe('pаypal.com');
    expect(await domains.list(tenant)).toHaveLength(1);
  });

  it('says when another community has the domain, and when it is about to be lost', async () => {
    const [{ tenant: one }, { tenant, keeper }] = [await enter(), await enter()];
    const mine = await domains.own(one);
    domains.enter(await domains.claim(tenant, mine.host));
    await keeper.open(page);
    await keeper.submit('Check now');
    expect(keeper.page.body).toContain('Another community has proven that this domain is its own.');
    const other = await domains.own(tenant);
    domains.dns.set(other.records[0]!.name, null);
    await domains.pass(tenant, other.host, '1 day');
    await keeper.open(page);
    expect(keeper.page.body).toContain('Proof missing');
    expect(keeper.page.body).toMatch(/On \w+ \d+, \d{4} the domain stops working/);
  });

  it('is for administrators alone, of their own community', async () => {
    const [{ tenant: one }, { keeper }] = [await enter(), await enter()];
    const { host } = await domains.own(one);
    expect((await keeper.open(`${page}/${host}/remove`)).status).toBe(404);
    await keeper.open(page);
    expect(keeper.page.body).not.toContain(host);
    const guest = new Visitor(domains.platform.app, one.host);
    expect((await guest.open(page)).path).toContain('/sign-in');
  });
});
