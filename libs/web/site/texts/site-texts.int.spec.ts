import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type SiteTextName, SiteTextsService } from '#community/site';
import { type TestCommunity, useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('the texts of a community', () => {
  const community = useCommunity();
  const visitor = (language?: string, { app, host }: TestCommunity = community) => new Visitor(app, host, language);
  const write = async (name: SiteTextName, body: string): Promise<void> => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    const { id } = await community.owner();
    await tenantScope.run(tenant, () => community.app.get(SiteTextsService).save(id, name, body));
  };

  it('have sensible words in both languages while nobody has written any', async () => {
    for (const [language, said, not] of [
      ['en', 'Be kind.', '友善待人'],
      ['zh-CN', '友善待人', 'Be kind.'],
    ] as const) {
      const reader = visitor(language);
      const { body } = await reader.open('/rules');
      expect(body).toContain(said);
      expect(body).not.toContain(not);
      expect(reader.texts('.prose ol li')).toHaveLength(5);
    }
    const reader = visitor();
    await reader.open('/privacy');
    expect(reader.texts('.text-end')[0]).toContain('have not written a text of their own');
  });

  it('show what the owner wrote, with version and day', async () => {
    await write('rules', 'One');
    await write(
      'rules',
      '# Herons first\n\n- **Wade** quietly\n- See [the map](https://example.org/map)\nand [us](/about)\n\nPlain https://example.org/x',
    );
    const reader = visitor();
    const { body } = await reader.open('/rules');
    expect(reader.texts('.prose h2')).toEqual(['Herons first']);
    expect(reader.texts('.prose li strong')).toEqual(['Wade']);
    expect(body).toMatch(/<a href="https:\/\/example.org\/map" rel="nofollow ugc noopener noreferrer">the map<\/a>/);
    expect(body).toContain('<a href="/about">us</a>');
    expect(reader.texts('.text-end time')[0]).toMatch(/^Version 2, \w+ \d+, \d{4}$/);
  });

  it('are text, whatever they are', async () => {
    const evil =
      '<script>alert(1)</script> [x](javascript:alert(1)) [y](//evil.example) **<img src=x onerror=alert(2)>**';
    await write('about', `${evil}\n# ${evil}\n- ${evil}`);
    const { body, root } = await visitor().open('/about');
    expect(body).not.toMatch(/<script(?! src="\/assets)|<img src="?x|href="(javascript|\/\/)/i);
    expect(root.querySelector('.prose')!.text).toContain('alert(1)');
    await write('about', '');
  });

  it('say who runs the community, and let those change them', async () => {
    const keeper = await community.owner();
    const reader = visitor();
    const { body } = await reader.open('/about');
    expect(body).toContain('Who runs it');
    expect(body).toContain(`href="/@${keeper.username}"`);
    expect(body).not.toContain('/manage/texts');
    await reader.signIn(keeper.username, keeper.password);
    expect((await reader.open('/about')).body).toContain('/manage/texts/about');
  });

  it('are all that guests see where a community is for its members', async () => {
    const there = await community.neighbour();
    const keeper = await there.owner();
    await (await there.member('ada')).posts('A heron #secretive', { tags: ['secretive'] });
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value: true }] });
    for (const path of ['/about', '/rules', '/privacy']) {
      const { status, body } = await visitor('en', there).open(path);
      expect(status).toBe(200);
      expect(body).toContain('<meta name="robots" content="noindex"/>');
      expect(body).not.toMatch(/og:|secretive|Who runs it|class="figures"|application\/atom/);
    }
    const member = visitor('en', there);
    await member.signIn(keeper.username, keeper.password);
    expect((await member.open('/about')).body).toContain('Who runs it');
  });
});
