import { loadConfig } from '#kernel/config';
import { Log } from '#kernel/logging';
import { smsSenderContract } from '../sms-sender.contract.js';
import { LogSmsSender } from './log.sms-sender.js';

const logging = () => {
  const lines: string[] = [];
  const log = new Log(loadConfig({}), { write: (line) => void lines.push(line) });
  const messages = () => lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  return { sender: new LogSmsSender(log), lines, arrived: messages };
};

smsSenderContract('the log', async () => logging());

describe('an SMS in the log', () => {
  it('can be read, but not whose number it went to', async () => {
    const { sender, lines } = logging();
    await sender.send('+8613812348000', 'Your code is 123456.');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 30, msg: 'SMS to +86****8000: Your code is 123456.' });
    expect(lines[0]).not.toContain('13812348000');
  });
});
