import { Dispatcher } from '#kernel/jobs';
import { TenantContent, TenantSource } from '#kernel/tenancy';
import { contentOf, templateNames } from '#platform/templates';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { Visitor } from '../support/visitor.js';

describe('a community that begins with a template', () => {
  const platform = usePlatform();
  const owner = { username: 'camellia', password: 'green and black' };

  it.each(templateNames.flatMap((template) => [[template, 'en'] as const, [template, 'zh-CN'] as const]))(
    '%s in %s has its topics, rules and first post, searched and counted',
    async (template, locale) => {
      const slug = newSlug();
      const made = await platform.admin.creates({ slug, name: 'Tea', locale, template, owner });
      expect(made.status).toBe(201);
      await platform.app.get(Dispatcher).settle();
      const content = contentOf(template, locale);
      const guest = platform.visitor(`${slug}.localhost`);
      const { topics } = (await guest.get('/v1/tags?type=hot&num=20')) as { topics: { tag: string }[] };
      expect(topics.slice(0, content.topics.length).map(({ tag }) => tag)).toEqual(
        content.topics.map(({ name }) => name),
      );
      const { list } = (await guest.get('/v1/posts?style=newest')) as {
        list: {
          is_top: number;
          tags: Record<string, number>;
          user: { username: string };
          contents: { content: string }[];
        }[];
      };
      expect(list).toHaveLength(1);
      expect(list[0]).toMatchObject({ is_top: 1, user: { username: 'camellia' } });
      expect(list[0]!.contents[0]!.content).toBe(content.post!.text);
      expect(Object.keys(list[0]!.tags).toSorted()).toEqual([...content.post!.topics].toSorted());
      const reader = new Visitor(platform.app, `${slug}.localhost`, locale);
      await reader.open('/rules');
      for (const line of content.texts.rules!.split('\n').filter((one) => /^\d\. /.test(one)))
        expect(reader.page.root.text).toContain(line.replace(/^\d\. /, ''));
      await reader.open('/');
      expect(reader.page.root.text).toContain(content.tagline);
    },
  );

  it('gets it once, however often it is written', async () => {
    const slug = newSlug();
    const { body } = await platform.admin.creates({ slug, name: 'Tea', locale: 'en', template: 'club', owner });
    const tenant = (await platform.app.get(TenantSource).findById(body.id))!;
    const write = () => platform.app.get(TenantContent).write(tenant, 'camellia', contentOf('club', 'en'));
    await Promise.all([write(), write(), write()]);
    const { list } = (await platform.visitor(`${slug}.localhost`).get('/v1/posts?style=newest')) as { list: unknown[] };
    expect(list).toEqual([expect.objectContaining({ is_top: 1 })]);
  });

  it('is what the request says: another template, or another plan, is another request', async () => {
    const [slug, key] = [newSlug(), newSlug()];
    const request = { slug, name: 'Tea', locale: 'en', template: 'club', owner };
    expect((await platform.admin.creates(request, key)).status).toBe(201);
    expect((await platform.admin.creates({ ...request, template: 'team' }, key)).status).toBe(422);
    expect((await platform.admin.creates({ ...request, plan: 'club' }, key)).status).toBe(422);
    expect((await platform.admin.creates(request, key)).status).toBe(201);
  });

  it.each([
    [{ template: 'casino' }, 400, 'request.invalid'],
    [{ plan: 'emperor' }, 404, 'plan.not-found'],
  ])('is not made of %j', async (more, expected, error) => {
    const { status, body } = await platform.admin.creates({ slug: newSlug(), name: 'Tea', owner, ...more });
    expect([status, body.error]).toEqual([expected, error]);
  });
});
