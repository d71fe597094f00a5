import { parse } from 'node-html-parser';
import { TenantDirectory } from '#kernel/tenancy';
import { OperatorsService } from '#platform/operators';
import { TenantsService } from '#platform/tenants';
import { owner } from '../support/make-tenant.js';
import { useCommunity } from '../support/use-community.js';
import { Visitor } from '../support/visitor.js';

const reason = 'Moving <b>house</b>\nBack at noon';

describe('pages of a community that is closed', () => {
  const community = useCommunity();
  const look = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET') =>
    community.app.inject({ method, url: path, headers: { host: community.host, ...headers } });
  const operator = async () => {
    const [tenants, root] = [community.app.get(TenantsService), await community.app.get(OperatorsService).root()];
    const { id } = community.tenant;
    const then = async (act: Promise<unknown>) => {
      await act;
      await community.app.get(TenantDirectory).refresh();
    };
    return {
      suspend: (why?: string) => then(tenants.suspend(root, id, why)),
      resume: () => then(tenants.resume(root, id)),
      archive: (why?: string) => then(tenants.archive(root, id, why)),
      restore: () => then(tenants.restore(root, id)),
      rename: (name: string) => then(tenants.change(root, id, { name })),
    };
  };

  it('say whose they are, why it is closed, and what to tell whoever asks, in the words of the reader', async () => {
    const { suspend, resume, rename } = await operator();
    await rename('Tea & <Kettles>');
    await suspend(reason);
    for (const [language, cookie, title, more] of [
      ['en', '', 'This community is closed for the moment', 'Nothing is lost. Please come back in a while.'],
      ['zh-CN', '', '社区暂时关闭', '内容都还在，请过一会儿再来。'],
      ['en', 'language=zh-CN', '社区暂时关闭', '内容都还在，请过一会儿再来。'],
      ['fr', '', '社区暂时关闭', '内容都还在，请过一会儿再来。'],
    ] as const) {
      const { statusCode, headers, body } = await look('/topics', { 'accept-language': language, cookie });
      const root = parse(body);
      expect([statusCode, headers['retry-after'], root.querySelector('h1')?.text]).toEqual([503, '30', title]);
      expect(root.querySelector('.name')?.innerHTML).toBe('Tea &#38; &#60;Kettles&#62;');
      expect(root.querySelector('blockquote')?.innerHTML).toBe('Moving &#60;b&#62;house&#60;/b&#62;\nBack at noon');
      expect(root.querySelectorAll('p').map(({ text }) => text)).toContain(more);
      expect(root.querySelector('small')?.text).toContain(String(headers['x-request-id']));
      expect(root.querySelector('a')?.getAttribute('href')).toBe('/');
      expect(root.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
      expect(headers['cache-control']).toBe('no-store');
    }
    expect((await look('/compose', {}, 'POST')).statusCode).toBe(503);
    const api = JSON.parse((await look('/v1/posts', { 'accept-language': 'zh' })).body) as { msg: string };
    expect(api.msg).toBe(`社区暂时不可用：${reason}`);
    await resume();
    expect((await look('/')).statusCode).toBe(200);
    await rename('Tea');
  });

  it('say of an archived one that it has closed and that all of it is kept', async () => {
    const { archive, restore } = await operator();
    await archive();
    const { statusCode, headers, body } = await look('/', { 'accept-language': 'en' });
    const root = parse(body);
    expect([statusCode, headers['retry-after'], root.querySelector('h1')?.text]).toEqual([
      410,
      undefined,
      'This community has closed',
    ]);
    expect(root.querySelector('blockquote')).toBeNull();
    expect(root.text).toContain('What its members wrote is kept in an archive');
    await restore();
    expect((await look('/')).statusCode).toBe(200);
  });
});

describe('pages of a community that can only be read', () => {
  const community = useCommunity();
  let member: Visitor;
  let guest: Visitor;
  const paths: Record<string, string[]> = {};
  const turn = async (state: 'active' | 'read_only', why?: string) => {
    const root = await community.app.get(OperatorsService).root();
    await community.app.get(TenantsService).change(root, community.tenant.id, { state, reason: why ?? null });
    await community.app.get(TenantDirectory).refresh();
  };

  beforeAll(async () => {
    const ada = await community.member('ada');
    const keeper = await community.owner();
    const { id } = await ada.posts('Tea for all', { tags: ['tea'] });
    await keeper.comments(id, 'Green, please');
    await ada.post('/v1/user/whisper', { user_id: keeper.id, content: 'psst' });
    await community.settle();
    [member, guest] = [new Visitor(community.app, community.host), new Visitor(community.app, community.host)];
    await member.signIn(owner.username, owner.password);
    const common = ['/', `/post/${id}`, '/topics', '/@ada', '/search?q=tea'];
    paths['guest'] = [...common, '/sign-in', '/sign-up', '/about'];
    paths['member'] = [
      ...common,
      '/compose',
      '/messages',
      '/whispers/ada',
      '/collections',
      '/@ada/following',
      '/settings',
      '/settings/profile',
      '/settings/account',
      '/settings/sessions',
      '/settings/look',
      '/settings/password',
      '/welcome',
      '/friends',
      '/@ada/befriend',
      '/manage',
      '/manage/settings',
      '/manage/look',
      '/manage/texts',
      '/manage/joining',
      '/manage/members',
      '/manage/topics',
      `/post/${id}/visibility`,
    ];
  });
  it('say so above everything, and offer nothing that would be refused', async () => {
    await turn('read_only', 'We count the votes');
    for (const [who, visitor] of Object.entries({ guest, member })) {
      for (const path of paths[who]!) {
        const { status, root } = await visitor.open(path);
        const banner = visitor.texts('#main > .banners:first-child [data-banner=read-only]');
        expect([path, status, banner]).toEqual([
          path,
          200,
          ['This community can only be read at present.We count the votes'],
        ]);
        const live = root
          .querySelectorAll('form[method=post]')
          .flatMap((form) => form.querySelectorAll('button, input[type=submit]'))
          .filter((button) => !button.hasAttribute('disabled') && !button.closest('fieldset[disabled]'))
          .map((button) => button.closest('form')?.getAttribute('action') ?? path);
        expect([path, live]).toEqual([path, []]);
      }
    }
    await guest.open('/');
    expect(guest.texts('a[href^="/sign-"]')).toEqual([]);
    await member.open(paths['member']![1]!);
    expect(member.texts('#comment')[0]).toContain('For now this community can only be read');
    expect(member.texts('.menu a').join()).not.toContain('Write a post');
    await member.open('/compose');
    expect([member.texts('form.composer'), member.texts('.empty h1')]).toEqual([
      [],
      ['For now this community can only be read'],
    ]);
  });

  it('offer all again when it is open, with no banner', async () => {
    await turn('active');
    for (const visitor of [guest, member]) {
      await visitor.open('/');
      expect(visitor.texts('[data-banner=read-only]')).toEqual([]);
    }
    expect(guest.texts('a[href^="/sign-"]').length).toBeGreaterThan(1);
    await member.open('/');
    expect(member.texts('.quick button')).toHaveLength(1);
    expect(member.texts('.marks button').length).toBeGreaterThan(1);
    await member.submit('/compose', { content: 'Open again' });
    expect(member.page.body).toContain('Open again');
  });
});
