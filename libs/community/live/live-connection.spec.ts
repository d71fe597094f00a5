import type { Tenant } from '#kernel/scope';
import { LiveConnection, type LiveEvent } from './live-connection.js';

const reader = {
  tenant: {} as Tenant,
  member: null,
  token: undefined,
  network: '::1',
  events: new Map<string, LiveEvent>(),
};
const event = { event: 'comments', about: { post: 12 } };

describe('a browser that stays connected', () => {
  it('is told what a browser reads as events', () => {
    const connection = new LiveConnection(reader, 60_000, 0);
    connection.greet();
    connection.tell(event, 30);
    expect(String(connection.stream.read())).toBe(
      'event: hello\ndata: {"member":null}\n\nevent: comments\ndata: {"post":12,"within":30}\n\n',
    );
  });

  it('is let go when it does not read', () => {
    const connection = new LiveConnection(reader, 60_000, 0);
    for (let told = 0; told < 1_000 && !connection.stream.destroyed; told += 1) connection.tell(event);
    expect(connection.stream.destroyed).toBe(true);
    expect(connection.stream.readableLength).toBeLessThan(20_000);
    expect(() => connection.tell(event)).not.toThrow();
  });

  it('hears now and then that the way is open, until its time is over', () => {
    const connection = new LiveConnection(reader, 60_000, 0);
    expect([19_999, 20_000, 20_001].map((now) => connection.beat(now))).toEqual([true, true, true]);
    expect(String(connection.stream.read()).match(/beat/g)).toHaveLength(1);
    expect(connection.beat(60_000)).toBe(false);
  });

  it('ends for who reads, and at once for who does not', async () => {
    const reading = new LiveConnection(reader, 60_000, 0);
    reading.stream.resume();
    const ended = new Promise((resolve) => reading.stream.once('close', resolve));
    reading.end();
    reading.tell(event);
    await ended;
    const another = new LiveConnection(reader, 60_000, 0);
    another.tell(event);
    another.end();
    expect(another.stream.destroyed).toBe(true);
  });
});
