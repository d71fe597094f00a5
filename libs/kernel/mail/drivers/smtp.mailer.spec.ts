import { MailServer } from '../../../../test/support/smtp-server.js';
import { mail, mailerContract } from '../mailer.contract.js';
import { MailNotSent, MailRefused } from '../mailer.js';
import { SmtpMailer, type SmtpServer } from './smtp.mailer.js';

describe('a mail server', () => {
  const started: MailServer[] = [];
  const start = async (...wishes: Parameters<typeof MailServer.start>) => {
    const server = await MailServer.start(...wishes);
    started.push(server);
    return server;
  };
  const mailer = ({ url }: MailServer, more: Partial<SmtpServer> = {}) =>
    new SmtpMailer({ url, from: 'Paopao <noreply@platform.localhost>', patience: 2_000, ...more });
  const failure = async (sending: Promise<void>): Promise<Error> => {
    const error = await sending.then(
      () => new Error('It was sent.'),
      (refused: Error) => refused,
    );
    expect(error.message).not.toMatch(/ada|example|Hello|hunter2/i); // it goes to logs and dead letters
    return error;
  };
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });

  mailerContract('SMTP', async () => {
    const server = await start();
    return {
      mailer: mailer(server),
      arrived: async () => server.mails.map(({ subject, text }) => ({ subject, text })),
    };
  });

  it('is told who it is from, who it is to, and by which name to know it again', async () => {
    const server = await start();
    const html = '<p>Hello, <b>艾达</b>.</p>';
    await mailer(server).send(mail({ html, headers: { 'X-Community': 'tea' } }));
    expect(server.mails).toEqual([
      expect.objectContaining({ from: 'noreply@platform.localhost', to: ['ada@example.org'], text: 'Hello.', html }),
    ]);
    expect(server.mails[0]!.headers).toMatchObject({
      from: 'Paopao <noreply@platform.localhost>',
      to: 'ada@example.org',
      'message-id': '<one@platform.localhost>',
      'auto-submitted': 'auto-generated',
      'x-community': 'tea',
    });
  });

  it.each([450, 451, 452])('that says %d may take it later', async (code) => {
    const server = await start();
    for (const refuse of [
      { rcpt: code, data: 0 },
      { rcpt: 0, data: code },
    ]) {
      server.refuse = refuse;
      const error = await failure(mailer(server).send(mail()));
      expect(error).toBeInstanceOf(MailNotSent);
      expect(error.message).toContain(`answered ${code}`);
    }
    server.refuse = { rcpt: 0, data: 0 };
    await mailer(server).send(mail());
    expect(server.mails).toHaveLength(1);
  });

  it.each([550, 552, 554])('that says %d never will', async (code) => {
    const server = await start();
    for (const refuse of [
      { rcpt: code, data: 0 },
      { rcpt: 0, data: code },
    ]) {
      server.refuse = refuse;
      const error = await failure(mailer(server).send(mail()));
      expect(error).toBeInstanceOf(MailRefused);
      expect(error.message).toContain(`answered ${code}`);
    }
  });

  it('is given up when it does not answer, to be tried again', async () => {
    const server = await start();
    server.delay = 3_000;
    const from = performance.now();
    expect(await failure(mailer(server, { patience: 300 }).send(mail()))).toBeInstanceOf(MailNotSent);
    expect(performance.now() - from).toBeLessThan(2_500);
  });

  it('may be away, and come back', async () => {
    const server = await start();
    const { port } = server;
    const sending = mailer(server);
    await server.stop();
    expect(await failure(sending.send(mail()))).toEqual(
      new MailNotSent('The mail server could not be spoken to: ESOCKET.'),
    );
    const again = await start({}, port);
    await sending.send(mail());
    expect(again.mails).toHaveLength(1);
  });

  it('is spoken to in cipher where that is required, which it is anywhere but on this machine', async () => {
    const server = await start({ tls: 'offered' });
    await mailer(server, { tls: 'required', ca: server.ca! }).send(mail());
    expect(server.mails).toEqual([expect.objectContaining({ isEncrypted: true })]);
    const without = await start();
    expect(await failure(mailer(without, { tls: 'required' }).send(mail()))).toBeInstanceOf(MailNotSent);
    expect(without.mails).toEqual([]);
  });

  it('is not believed with a certificate that nobody vouches for', async () => {
    for (const tls of ['offered', 'from the start'] as const) {
      const server = await start({ tls });
      expect(await failure(mailer(server, { tls: 'required' }).send(mail()))).toBeInstanceOf(MailNotSent);
      expect(server.mails).toEqual([]);
    }
  });

  it('may want the connection encrypted from the start', async () => {
    const server = await start({ tls: 'from the start' });
    await mailer(server, { ca: server.ca! }).send(mail());
    expect(server.mails).toEqual([expect.objectContaining({ isEncrypted: true })]);
  });

  it('may want a name and password; wrong ones are for the operator to mend, and the mail waits', async () => {
    const server = await start({ account: { user: 'us er', pass: 'hunter2/@:%' } });
    const url = (pass: string) => server.url.replace('//', `//us%20er:${encodeURIComponent(pass)}@`);
    await mailer(server, { url: url('hunter2/@:%') }).send(mail());
    expect(server.mails).toEqual([expect.objectContaining({ user: 'us er' })]);
    expect(await failure(mailer(server, { url: url('hunter3') }).send(mail()))).toBeInstanceOf(MailNotSent);
    expect(await failure(mailer(server).send(mail()))).toBeInstanceOf(MailNotSent);
    expect(server.mails).toHaveLength(1);
  });
});
