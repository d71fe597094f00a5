import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { longestSiteText, SiteTextsService } from './site-texts.service.js';

describe('what owners write about their community', () => {
  const community = useCommunity();
  const texts = () => community.app.get(SiteTextsService);
  let keeper: Person;
  beforeAll(async () => {
    keeper = await community.owner();
  });
  const inside = async <T>(work: () => Promise<T>, { host }: Pick<TestCommunity, 'host'> = community): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(host))!, work);

  it('holds at once, and counts how often it was written', async () => {
    await inside(async () => {
      expect(await texts().get('rules')).toBeNull();
      await texts().save(keeper.id, 'rules', 'Be kind.');
      const first = (await texts().get('rules'))!;
      expect(first).toMatchObject({ body: 'Be kind.', version: 1 });
      expect(first.changedAt).toBeInstanceOf(Date);
      await texts().save(keeper.id, 'rules', '  Be kind.\r\nNow.  ');
      expect(await texts().get('rules')).toMatchObject({ body: 'Be kind.\nNow.', version: 2 });
      expect(await texts().get('about')).toBeNull();
    });
  });

  it('stays as it is, with its date, where the same is saved again', async () => {
    await inside(async () => {
      await texts().save(keeper.id, 'about', 'Herons.');
      const before = await texts().get('about');
      await texts().save(keeper.id, 'about', 'Herons. ');
      expect(await texts().get('about')).toEqual(before);
    });
  });

  it('is gone when it is empty, and begins anew', async () => {
    await inside(async () => {
      await texts().save(keeper.id, 'privacy', 'One.');
      await texts().save(keeper.id, 'privacy', 'Two.');
      await texts().save(keeper.id, 'privacy', ' \n ');
      expect(await texts().get('privacy')).toBeNull();
      await texts().save(keeper.id, 'privacy', 'Three.');
      expect(await texts().get('privacy')).toMatchObject({ version: 1 });
    });
  });

  it('has an end', async () => {
    await inside(async () => {
      await texts().save(keeper.id, 'welcome', '字'.repeat(longestSiteText));
      const tooLong = texts().save(keeper.id, 'welcome', '字'.repeat(longestSiteText + 1));
      await expect(tooLong).rejects.toMatchObject({
        code: 'request.invalid',
        fields: [expect.stringMatching(/^welcome /)],
      });
    });
  });

  it('is of one community', async () => {
    const there = await community.neighbour();
    await inside(() => texts().save(keeper.id, 'about', 'Canary.'));
    expect(await inside(() => texts().get('about'), there)).toBeNull();
  });
});
