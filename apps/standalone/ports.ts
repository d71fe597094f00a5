import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { StartRefused } from './start-refused.js';

interface Listening {
  readonly host: string;
  readonly port: number;
}

/** Before anything else is started: refuses a port that another program has. */
export async function ensurePortFree({ host, port }: Listening): Promise<void> {
  const addresses = await lookup(host, { all: true }).catch(() => [{ address: host }]);
  for (const { address } of addresses) {
    try {
      await tryListening({ host: address, port });
    } catch (error) {
      throw asRefusal(error, { host, port });
    }
  }
}

/** The sentence for an error of `listen`; any other error comes back as it is. */
export function asRefusal(error: unknown, { host, port }: Listening): unknown {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is already in use: stop the program that has it, or set PORT to another one.`,
    EACCES: `Port ${port} may not be used by this user: set PORT to another one.`,
    EADDRNOTAVAIL: `This machine has no address ${host} to listen on: set LISTEN_HOST to another one.`,
    ENOTFOUND: `There is no address for ${host}: set LISTEN_HOST to another one.`,
  };
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  const sentence = ['listen', 'bind', 'getaddrinfo'].includes(syscall) ? sentences[code] : undefined;
  return sentence ? new StartRefused(sentence, { cause: error }) : error;
}

function tryListening(options: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const noSuchFamily = error.code === 'EADDRNOTAVAIL' && options.host === '::1'; // localhost where IPv6 is off
      if (noSuchFamily) resolve();
      else reject(error);
    });
    server.listen({ ...options, exclusive: true }, () => server.close(() => resolve()));
  });
}
