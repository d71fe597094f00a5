import { newSlug, usePlatform } from '../../../test/support/use-platform.js';

const owner = { username: 'camellia', password: 'green and black' };

describe('making a community', () => {
  const platform = usePlatform();

  it('answers with a community that works, whose owner signs in and administers it', async () => {
    const slug = newSlug();
    const { status, body } = await platform.admin.creates({ slug, name: ' The tea room ', locale: 'en', owner });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.any(Number),
      slug,
      name: 'The tea room',
      state: 'active',
      hosts: [{ host: `${slug}.localhost`, kind: 'subdomain', primary: true }],
      url: `http://${slug}.localhost:3000`,
      owner,
    });
    const person = await platform.visitor(body.hosts[0]!.host).login(owner.username, owner.password);
    expect(await person.get('/v1/user/info')).toMatchObject({ username: owner.username, is_admin: true });
  });
});
