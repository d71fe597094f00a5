import { loadConfig } from '#kernel/config';
import { Log } from '#kernel/logging';
import { mail, mailerContract } from '../mailer.contract.js';
import { LogMailer } from './log.mailer.js';

const logging = () => {
  const lines: string[] = [];
  const log = new Log(loadConfig({}), { write: (line) => void lines.push(line) });
  const arrived = async () =>
    lines.map((line) => {
      const [head = '', ...text] = (JSON.parse(line) as { msg: string }).msg.split('\n\n');
      return { subject: head.replace(/^Mail to [^:]*: /, ''), text: text.join('\n\n').trimEnd() };
    });
  return { mailer: new LogMailer(log), lines, arrived };
};

mailerContract('the log', async () => logging());

describe('a mail in the log', () => {
  it('can be read, but not whose address it went to', async () => {
    const { mailer, lines } = logging();
    await mailer.send(mail({ to: 'ada.lovelace@example.org', text: 'https://tea.localhost/owner/verify/abc' }));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 30,
      msg: 'Mail to a****@example.org: A mail\n\nhttps://tea.localhost/owner/verify/abc',
    });
    expect(lines[0]).not.toContain('lovelace');
  });
});
