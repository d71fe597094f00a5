import { createServer, type AddressInfo } from 'node:net';

/** The wanted port of 127.0.0.1 when it is free now, else any other. */
export async function freePort(wanted = 0): Promise<number> {
  return (await listen(wanted)) ?? (await listen(0)) ?? Promise.reject(new Error('no port of 127.0.0.1 is free'));
}

function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}
