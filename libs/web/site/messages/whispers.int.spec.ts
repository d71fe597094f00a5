import type { Person } from '../../../../test/support/person.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { Visitor } from '../../../../test/support/visitor.js';

describe('private messages in a browser', () => {
  const community = useCommunity();
  const people = (...names: string[]) => Promise.all(names.map((name) => community.member(name)));
  const asReader = async (person: Person): Promise<Visitor> => {
    const visitor = new Visitor(community.app, community.host);
    await visitor.signIn(person.username, person.password);
    return visitor;
  };
  const sql = async (text: string, values: unknown[] = []) => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    return tenantScope.run(tenant, () => community.app.get(TenantDatabase).query(text, values));
  };
  const unread = async (person: Person) => (await person.get('/v1/user/msgcount/unread'))['count'];
  const whisper = (from: Person, to: Person, content: string) =>
    from.post('/v1/user/whisper', { user_id: to.id, content });

  it('are exchanged by two, the newest at the end, day by day', async () => {
    const [ada, bob, cleo] = await people('ada', 'bob', 'cleo');
    await whisper(bob!, ada!, 'Are you there? <i>');
    await sql("update message set created_at = created_at - interval '40 days'");
    await whisper(cleo!, ada!, 'Another matter');
    const reader = await asReader(ada!);
    await reader.open('/whispers');
    expect(reader.texts('.talk-who b')).toEqual(['cleo', 'bob']);
    expect(reader.texts('.row .badge')).toEqual(['1 unread', '1 unread']);
    await reader.open('/whispers/bob');
    expect(await unread(ada!)).toBe(1);
    await reader.submit('Send', { content: 'I am.\nYou too, @bob?' });
    expect(reader.page.path).toBe('/whispers/bob#latest');
    expect(reader.texts('.bubble')).toEqual(['bob: Are you there? <i>', 'You: I am. You too, @bob?']);
    expect(reader.page.body).toContain('Are you there? &lt;i>');
    expect(reader.texts('.day')).toHaveLength(2);
    expect(reader.texts('.day')[1]).toBe('Today');
    const other = await asReader(bob!);
    await other.open('/whispers/ADA');
    expect(other.texts('.bubble').at(-1)).toBe('ada: I am. You too, @bob?');
    await other.open('/whispers/cleo');
    expect(other.texts('.talk-begin')).toEqual(['What you and cleo write here, only the two of you can read.']);
    expect((await other.open('/whispers/nobody')).status).toBe(404);
    expect((await other.open('/whispers/bob')).path).toBe('/whispers');
  });

  it('keep what was typed when they are refused, and say why', async () => {
    const [dan, eva] = await people('dan', 'eva');
    const reader = await asReader(dan!);
    await reader.open('/whispers/eva');
    const long = 'x'.repeat(256);
    await reader.submit('Send', { content: long });
    expect([reader.page.status, reader.page.root.querySelector('textarea')!.text]).toEqual([422, long]);
    expect(reader.texts('.wrong')).toEqual(['The message could not be sent.']);
    await eva!.post('/v1/user/block', { user_id: dan!.id });
    await reader.submit('Send', { content: 'Why not?' });
    expect(reader.page.status).toBe(422);
    expect(reader.texts('.wrong')).toEqual(['A block between you and this member does not allow this.']);
    expect(await eva!.messages()).toEqual([]);
    const blocking = await asReader(eva!);
    await blocking.open('/whispers/dan');
    expect(blocking.texts('.talk-note')[0]).toContain('You block dan');
    expect(blocking.page.root.querySelector('textarea')).toBeNull();
  });

  it('keep from whoever blocks what the other has written', async () => {
    const [finn, gil] = await people('finn', 'gil');
    await whisper(gil!, finn!, 'Something rude');
    await whisper(finn!, gil!, 'Go away');
    await finn!.post('/v1/user/block', { user_id: gil!.id });
    const reader = await asReader(finn!);
    await reader.open('/whispers/gil');
    expect(reader.texts('.bubble')).toEqual(['You: Go away']);
    await reader.open('/whispers');
    expect(reader.texts('.row .excerpt')).toEqual(['You: Go away']);
  });

  it('are as many in a day as the community allows, and older ones are a link away', async () => {
    const [hal, ida] = await people('hal', 'ida');
    await sql(
      `insert into message (receiver_id, sender_id, type, content, created_at)
       select $1, $2, 4, 'Line ' || n, now() - interval '3 days' from generate_series(1, 45) n`,
      [hal!.id, ida!.id],
    );
    await (
      await community.owner()
    )
      .post('/v1/admin/settings/save', {
        items: [{ key: 'app.max_whisper_daily', value: 2 }],
      })
      .catch(() => undefined);
    const reader = await asReader(hal!);
    await reader.open('/whispers/ida');
    expect([reader.texts('.bubble')[0], reader.texts('.bubble').length]).toEqual(['ida: Line 6', 40]);
    await reader.open(reader.page.root.querySelector('.talk-more a')!.getAttribute('href')!);
    expect(reader.texts('.bubble')).toHaveLength(5);
    expect(reader.texts('.talk-more')).toEqual(['To the latest']);
    expect(reader.texts('.help')[0]).toContain('2 left today');
    await reader.submit('Send', { content: 'One' });
    await reader.submit('Send', { content: 'Two' });
    expect(reader.texts('.talk-note')[0]).toContain('Tomorrow there are new ones');
  });
});
