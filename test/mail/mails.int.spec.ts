import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { newAddress, useMail } from '../support/use-mail.js';

describe('the mails of the platform', () => {
  const mail = useMail();
  const { platform } = mail;
  const sql = <Row>(text: string, ...values: unknown[]) =>
    platform.app.get(PlatformDatabase).query<Row & Record<string, unknown>>(text, values);
  const settle = () => platform.app.get(Dispatcher).settle();
  const taskOf = async (id: number) =>
    (
      await sql<{ id: number; state: string; attempts: number; error: string | null; payload: object }>(
        `select id, state, attempts, last_error as error, payload from jobs.task
          where kind = 'mails.send' and payload ->> 'tenantId' = $1::text`,
        String(id),
      )
    )[0];
  /** As if the time had come. */
  const dueAgain = () => sql(`update jobs.task set run_after = now() where kind = 'mails.send' and state = 'ready'`);
  afterEach(() => {
    mail.server.refuse = { rcpt: 0, data: 0 };
  });

  it('exist exactly if the change does that they tell of', async () => {
    const email = newAddress('exists');
    const taken = await mail.make({ email });
    await mail.mailsTo(email);
    const again = { slug: taken.slug, name: 'Tea', owner: { username: 'camellia', email } };
    expect((await platform.admin.creates(again)).status).toBe(409);
    expect(await mail.mailsTo(email)).toHaveLength(1);
  });

  it('are tried again while the server says later, by the same name each time', async () => {
    const email = newAddress('later');
    mail.server.refuse = { rcpt: 451, data: 0 };
    const { id } = await mail.make({ email });
    await settle();
    expect(await taskOf(id)).toMatchObject({
      state: 'ready',
      attempts: 1,
      error: expect.stringContaining('MailNotSent'),
    });
    expect(JSON.stringify(await taskOf(id))).not.toMatch(/later\.|example/);
    const { mailId } = (await taskOf(id))!.payload as { mailId: string };
    mail.server.refuse = { rcpt: 0, data: 0 };
    await dueAgain();
    const [letter] = await mail.mailsTo(email);
    expect(letter!.headers['message-id']).toBe(`<${mailId}@platform.localhost>`);
    expect(await taskOf(id)).toBeUndefined();
  });

  it('come twice under one name when a process dies between sending and noting that', async () => {
    const email = newAddress('twice');
    const { id } = await mail.make({ email });
    const task = await taskOf(id);
    await settle();
    await sql(
      `insert into jobs.task (kind, class, payload) values ('mails.send', 'mail', $1)`,
      JSON.stringify(task!.payload), // what the dispatcher gives out anew where the row was not taken away
    );
    const letters = await mail.mailsTo(email);
    expect(letters).toHaveLength(2);
    expect(new Set(letters.map(({ headers }) => headers['message-id'])).size).toBe(1);
    expect(letters[0]!.text).toBe(letters[1]!.text);
  });

  it('are given up when the address does not exist; operators see why, and nothing of the mail', async () => {
    const email = newAddress('gone');
    mail.server.refuse = { rcpt: 550, data: 0 };
    const { id } = await mail.make({ email });
    await settle();
    const { body } = await platform.admin.get('/jobs/dead?class=mail&limit=100');
    const dead = body.items.find((one) => (one['payload'] as { tenantId?: number })?.tenantId === id);
    expect(dead).toMatchObject({
      kind: 'mails.send',
      reason: expect.stringContaining('MailRefused: The mail server answered 550 to RCPT TO.'),
    });
    expect(JSON.stringify(dead)).not.toMatch(/gone\.|example|owner\/verify/);
    mail.server.refuse = { rcpt: 0, data: 0 };
    await platform.admin.post(`/jobs/${dead!.id}/retry`);
    expect(await mail.mailsTo(email)).toHaveLength(1);
  });

  it('of a community that is gone meanwhile are not sent', async () => {
    const email = newAddress('nobody');
    const { id } = await mail.make({ email });
    await platform.admin.delete(`/tenants/${id}`);
    expect(await mail.mailsTo(email)).toEqual([]);
    expect(await taskOf(id)).toBeUndefined();
  });

  it('speak the language of the community', async () => {
    const email = newAddress('zh');
    const owner = { username: 'camellia', email };
    await platform.admin.creates({ slug: `z${email.slice(3, 13)}`, name: '茶室', locale: 'zh-CN', owner });
    const [letter] = await mail.mailsTo(email);
    expect(letter).toMatchObject({ subject: '请确认您的邮箱地址' });
    expect(letter!.html).toContain('<html lang="zh-CN">');
  });
});
