import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { MailLimits } from '#platform/mails';
import { OwnersService } from '#platform/owners';
import { newAddress, useMail } from '../support/use-mail.js';

describe('whoever asks which communities are theirs', () => {
  const mail = useMail();
  const { platform } = mail;
  const owners = () => platform.app.get(OwnersService);
  let from = 0;
  /** Each from another household, so that none uses up another's share. */
  const ask = (email: string, ip = `198.51.100.${(from += 1)}`) => owners().requestListOf(email, 'en', ip);
  const confirmed = async (email: string) => {
    const community = await mail.make({ email });
    const guest = community.guest();
    await guest.open(await mail.pathIn(email));
    await guest.submit('Yes, this is my address');
    return community;
  };

  it('is mailed the list, however they write their address', async () => {
    const email = newAddress('both');
    const [one, two] = [await confirmed(email), await confirmed(email)];
    await ask(` ${email.toUpperCase()} `);
    const letter = (await mail.mailsTo(email)).at(-1)!;
    expect(letter.subject).toBe('Your communities');
    for (const { host } of [one, two]) expect(letter.text).toContain(`http://${host}`);
    expect(letter.text.match(/http:\/\//g)).toHaveLength(2);
  });

  it('is not mailed what is not theirs: an address that was never confirmed, another’s, what is deleted', async () => {
    const [unconfirmed, nobody, gone] = [newAddress('unconfirmed'), newAddress('nobody'), newAddress('gone')];
    await mail.make({ email: unconfirmed });
    const { id } = await confirmed(gone);
    await platform.admin.delete(`/tenants/${id}`);
    for (const email of [unconfirmed, nobody, gone]) {
      await ask(email);
      expect((await mail.mailsTo(email)).filter(({ subject }) => subject === 'Your communities')).toEqual([]);
    }
  });

  it('cannot tell from the call whether there are any: it does the same either way', async () => {
    const [known, unknown] = [newAddress('known'), newAddress('unknown')];
    await confirmed(known);
    await platform.app.get(Dispatcher).settle();
    const db = platform.app.get(PlatformDatabase);
    const statements = async (email: string) => {
      const spy = jest.spyOn(db, 'query');
      const result = await ask(email);
      const asked = spy.mock.calls.flatMap(([sql]) => (sql.includes('pg_notify') ? [] : [sql])); // batched, of earlier changes
      spy.mockRestore();
      return { result, asked };
    };
    const [one, other] = [await statements(known), await statements(unknown)];
    expect(one).toEqual(other);
    expect(one.result).toBeUndefined();
    const tasks = await db.query(
      `select payload::text as payload from jobs.task where kind = 'owners.mail-communities'`,
    );
    expect(tasks).toHaveLength(2);
    expect(JSON.stringify(tasks)).not.toMatch(/known|example/);
  });

  it('is held up: ten times an hour from one place, five mails an hour to one address', async () => {
    const email = newAddress('often');
    await confirmed(email);
    const ip = '203.0.113.9';
    const limited = Object.create(platform.app.get(Config), { rateLimits: { value: true } }) as Config;
    const switched = jest.replaceProperty(
      platform.app.get(MailLimits) as unknown as { config: Config },
      'config',
      limited,
    );
    for (let count = 0; count < 10; count += 1) await ask(email, ip);
    await expect(ask(email, ip)).rejects.toMatchObject({ code: 'request.too-many' });
    await expect(ask(newAddress('other'), ip)).rejects.toMatchObject({ code: 'request.too-many' });
    switched.restore();
    await ask(email, ip);
    const lists = (await mail.mailsTo(email)).filter(({ subject }) => subject === 'Your communities');
    expect(lists).toHaveLength(5);
  });

  it('has to give an address', async () => {
    for (const email of ['', 'nowhere', 'a@example.org, b@example.org']) {
      await expect(ask(email)).rejects.toMatchObject({ code: 'owner.email-invalid' });
    }
  });
});
