import { behind } from '../../../test/support/behind.js';
import { comesDue } from '../../../test/support/comes-due.js';
import { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('what proves nothing any more', () => {
  const community = useCommunity();
  const sql = behind(community);
  const sweep = () => comesDue(community, 'identity.remove-spent');
  const code = (purpose: string, ago: string) =>
    sql(
      `insert into access_code (purpose, hash, expires_at) values ($1::text, sha256(($1::text || $2::text)::bytea), now() - $2::interval)`,
      [purpose, ago],
    );
  const codes = async () =>
    (await sql('select purpose from access_code order by id')).map(({ purpose }) => purpose as string);

  it('goes, codes some minutes after and invitations a month after they have run out', async () => {
    await sql('delete from access_code');
    for (const gone of ['captcha', 'phone', 'phone-day', 'login']) await code(gone, '6 minutes');
    await code('captcha', '4 minutes');
    await code('login', '-1 hour');
    await code('invite', '31 days');
    await code('invite', '29 days');
    await sweep();
    expect(await codes()).toEqual(['captcha', 'login', 'invite']);
    expect(
      await sql(`select from access_code where purpose = 'invite' and expires_at > now() - interval '30 days'`),
    ).toHaveLength(1);
  });

  it('goes also when it is more than is removed at once', async () => {
    await sql(
      `insert into access_code (purpose, hash, expires_at)
       select 'many', sha256(number::text::bytea), now() - interval '1 day' from generate_series(1, 4500) number`,
    );
    await sweep();
    expect(await codes()).not.toContain('many');
  });

  it('goes of sessions too, and never one that somebody may use', async () => {
    const ada = await community.member('ada');
    const signIn = async () => {
      await new Person(community.app, community.host).login('ada', ada.password);
      const [{ id }] = (await sql('select max(id) as id from session')) as [{ id: number }];
      return id;
    };
    const [old, young, revoked, left] = [await signIn(), await signIn(), await signIn(), await signIn()];
    const set = (id: number, change: string) => sql(`update session set ${change} where id = $1`, [id]);
    await set(old, `expires_at = now() - interval '61 minutes'`);
    await set(young, `expires_at = now() - interval '50 minutes'`);
    await set(revoked, `revoked_at = now() - interval '25 hours'`);
    await set(left, `revoked_at = now() - interval '23 hours'`);
    await sweep();
    const ids = [old, young, revoked, left];
    const there = await sql('select id from session where id = any($1) order by id', [ids]);
    expect(there.map(({ id }) => id as number)).toEqual([young, left]);
    expect(await ada.get('/v1/user/info')).toMatchObject({ id: ada.id });
  });
});
