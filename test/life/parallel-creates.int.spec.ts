import { PlatformDatabase } from '#kernel/database';
import { bootApi } from '../support/boot-api.js';
import { newSlug, OperatorPerson, platformOf, type TestPlatform, usePlatform } from '../support/use-platform.js';

jest.setTimeout(120_000);

const owner = { username: 'camellia', password: 'green and black' };
/** Of different communities; bench/measures/provision-parallel.ts makes a hundred. */
const several = 24;

describe('communities asked for all at once, of two processes', () => {
  const platform = usePlatform();
  let second: TestPlatform;
  let askers: readonly OperatorPerson[];
  const count = async (text: string, values: unknown[]) =>
    (await platform.app.get(PlatformDatabase).query<{ count: number }>(text, values))[0]!.count;

  beforeAll(async () => {
    second = await platformOf(await bootApi());
    const { admin } = platform;
    askers = [admin, new OperatorPerson(second.app, 'platform.localhost', admin.name, admin.token)];
  });
  afterAll(() => second?.app.close());

  it('are one where 100 requests have one key', async () => {
    const slug = newSlug();
    const request = { slug, name: 'Tea', owner };
    const ask = async (index: number) => {
      let answer = await askers[index % 2]!.creates(request, slug);
      while (answer.status === 202) answer = await askers[index % 2]!.creates(request, slug); // it takes its time
      return answer;
    };
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => ask(index)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect([answers[0]!.status, answers[0]!.body.slug]).toEqual([201, slug]);
    expect(await count('select count(*) from platform.tenant where slug = $1', [slug])).toBe(1);
    expect(
      await count(
        `select count(*) from platform.operation o join platform.tenant t on t.id = o.tenant_id where t.slug = $1`,
        [slug],
      ),
    ).toBe(1);
    expect(
      await count(
        `select count(*) from platform.audit where action = 'tenant.create' and status = 201 and details ->> 'slug' = $1`,
        [slug],
      ),
    ).toBe(1);
  });

  it(`are all there where ${several} have names of their own`, async () => {
    const slugs = Array.from({ length: several }, newSlug);
    const ask = async (slug: string, index: number) => {
      const asker = askers[index % 2]!;
      let answer = await asker.creates({ slug, name: slug, owner }, slug);
      while (answer.status === 202) answer = await asker.creates({ slug, name: slug, owner }, slug);
      return answer;
    };
    const answers = await Promise.all(slugs.map(ask));
    expect(answers.map(({ status }) => status)).toEqual(slugs.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(several);
    const [first, last] = [slugs[0]!, slugs.at(-1)!];
    for (const slug of [first, last]) {
      const person = await second.visitor(`${slug}.localhost`).login(owner.username, owner.password);
      expect(await person.get('/v1/user/info')).toMatchObject({ username: owner.username, is_admin: true });
    }
  });
});
