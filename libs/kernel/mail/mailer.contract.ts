import { type Mail, type Mailer, MailRefused } from './mailer.js';

export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** Subject and text of the mails that have arrived so far, wherever this driver brings them. */
  arrived(): Promise<{ readonly subject: string; readonly text: string }[]>;
}

export const mail = (more: Partial<Mail> = {}): Mail => ({
  to: 'ada@example.org',
  subject: 'A mail',
  text: 'Hello.\n',
  messageId: '<one@platform.localhost>',
  ...more,
});

/** What every driver of Mailer keeps. */
export function mailerContract(name: string, make: () => Promise<MailerUnderTest>): void {
  describe(`${name} as a mailer`, () => {
    let under: MailerUnderTest;
    beforeEach(async () => {
      under = await make();
    });

    it('has brought the mail on when it says so', async () => {
      await under.mailer.send(mail());
      expect(await under.arrived()).toEqual([{ subject: 'A mail', text: 'Hello.' }]);
    });

    it('changes nothing in a subject and a text', async () => {
      const subject =
        '【苍鹭】请确认邮箱 “Tea & <b>” 🐦 – and so on, so that it is longer than one line of a header may be';
      const text = `你好，艾达！\n\nhttps://tea.example.org/owner/verify/${'aB3_-'.repeat(20)}\n.\n..\nFrom here & <b>\n=20`;
      await under.mailer.send(mail({ subject, text }));
      expect(await under.arrived()).toEqual([{ subject, text }]);
    });

    it('keeps many apart that are sent at once', async () => {
      const subjects = Array.from({ length: 20 }, (_, number) => `Mail number ${number}`);
      await Promise.all(
        subjects.map((subject, number) => under.mailer.send(mail({ subject, messageId: `<${number}@here>` }))),
      );
      expect((await under.arrived()).map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
    });

    it('takes an address with letters of any language in its domain', async () => {
      await under.mailer.send(mail({ to: 'ada@xn--bcher-kva.example' }));
      expect(await under.arrived()).toHaveLength(1);
    });

    it.each<[string, Partial<Mail>]>([
      ['a second recipient by a comma', { to: 'ada@example.org,eve@example.org' }],
      ['a second header by the address', { to: 'ada@example.org\r\nBcc: eve@example.org' }],
      ['an address with a name', { to: 'Eve <eve@example.org>' }],
      ['a quoted address', { to: '"ada@example.org"@example.org' }],
      ['a command by the address', { to: 'ada@example.org>\r\nRCPT TO:<eve@example.org' }],
      ['no address', { to: 'ada' }],
      ['a second header by the subject', { subject: 'A mail\r\nBcc: eve@example.org' }],
      ['a second header by a bare carriage return', { subject: 'A mail\rBcc: eve@example.org' }],
      ['a second header by the Message-ID', { messageId: '<one@here>\nBcc: eve@example.org' }],
      ['a second header by the value of one', { headers: { 'X-Community': 'tea\nBcc: eve@example.org' } }],
      ['a second header by the name of one', { headers: { 'X-Community\nBcc': 'eve@example.org' } }],
    ])('refuses %s for good', async (_what, more) => {
      await expect(under.mailer.send(mail(more))).rejects.toBeInstanceOf(MailRefused);
      expect(await under.arrived()).toEqual([]);
    });
  });
}
