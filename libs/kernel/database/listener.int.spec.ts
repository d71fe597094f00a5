import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseLine } from '../../../test/support/database-line.js';
import { useDatabase } from '../../../test/support/use-database.js';
import { Listener } from './listener.js';

jest.setTimeout(60_000);

describe('a listening connection', () => {
  const database = useDatabase();

  it('notices that nothing comes from the server any more, and is made again when it does', async () => {
    const line = await DatabaseLine.to(database.cluster.url);
    const seen: string[] = [];
    const on = {
      notified: (payload: string) => seen.push(payload),
      reconnected: () => seen.push('(connected)'),
      lost: () => seen.push('(lost)'),
    };
    const listener = new Listener({ ...database.cluster, url: line.url }, 'spec_heard', on, database.log);
    const until = async (what: string, within: number) => {
      for (const from = Date.now(); seen.at(-1) !== what && Date.now() - from < within;) await pause(50);
      expect(seen.at(-1)).toBe(what);
    };
    const notify = (payload: string) => database.platform.notify('spec_heard', [payload]);
    try {
      await listener.start();
      await notify('before');
      await until('before', 3_000);
      line.hold();
      await notify('nobody hears this');
      await until('(lost)', 15_000);
      expect(listener.alive).toBe(false);
      line.mend();
      await until('(connected)', 10_000);
      await notify('after');
      await until('after', 3_000);
      expect(seen).toEqual(['(connected)', 'before', '(lost)', '(connected)', 'after']);
    } finally {
      await listener.stop();
      await line.close();
    }
  });
});
