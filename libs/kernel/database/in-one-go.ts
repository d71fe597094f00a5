import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/** What is sent by this connection before the process turns to something else goes out as one packet, not as one for each message. */
export function inOneGo(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
