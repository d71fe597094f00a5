import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type AddressLookup, Outbound, OutboundFailed, OutboundRefused } from './index.js';

const failure = (reason: string): unknown => expect.objectContaining({ name: 'OutboundFailed', reason });

/** A name server that answers each question with the next of these. */
function answers(...rounds: readonly string[][]): AddressLookup & { asked: string[] } {
  let round = 0;
  const asked: string[] = [];
  const lookup: AddressLookup = (hostname, _options, done) => {
    asked.push(hostname);
    const found = rounds[Math.min(round, rounds.length - 1)]!;
    round += 1;
    done(
      null,
      found.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(lookup, { asked });
}

describe('a call to an address that somebody else has chosen', () => {
  let server: Server;
  let taken: { request: IncomingMessage; body: string }[] = [];
  let reply: (response: ServerResponse) => void;
  const port = () => (server.address() as AddressInfo).port;
  const local = (more = {}) => new Outbound({ allow: ['127.0.0.1'], ...more });
  const call = (outbound: Outbound, url: string) => outbound.send({ method: 'POST', url, body: '{"a":"茶"}' });

  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        taken.push({ request, body });
        reply(response);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  beforeEach(() => {
    taken = [];
    reply = (response) => response.writeHead(202).end('ok');
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('sends what it is given, and answers status and body', async () => {
    const url = `http://127.0.0.1:${port()}/hook?a=1`;
    const answer = await local().send({ method: 'POST', url, headers: { 'x-of': 'us' }, body: '{"a":"茶"}' });
    expect([answer.status, answer.body.toString()]).toEqual([202, 'ok']);
    const [{ request, body }] = taken as [(typeof taken)[0]];
    expect([request.method, request.url, body]).toEqual(['POST', '/hook?a=1', '{"a":"茶"}']);
    expect(request.headers).toMatchObject({ host: `127.0.0.1:${port()}`, 'x-of': 'us', connection: 'close' });
  });

  // All of these are 127.0.0.1, or another address of this machine or its network, for some program.
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '１２７.0.0.1',
    '127。0。0。1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '169.254.169.254',
    '0xa9fea9fe',
    '10.0.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '255.255.255.255',
  ])('never reaches this machine or its network as %s', async (host) => {
    const url = `http://${host}:${port()}/`;
    await expect(call(new Outbound(), url)).rejects.toThrow(OutboundRefused);
    expect(() => new Outbound().check(url)).toThrow(OutboundRefused);
    expect(taken).toEqual([]);
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ip6-localhost'])(
    'never reaches it by the name %s',
    async (host) => {
      const refused = await call(new Outbound(), `http://${host}:${port()}/`).catch((error: unknown) => error);
      expect((refused as Error).name).toMatch(/^Outbound/);
      expect(taken).toEqual([]);
    },
  );

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'javascript:1',
    '//example.org/',
    'example.org',
    'http://',
    'http://example.org@127.0.0.1/',
    'http://name:password@example.org/',
    'http://[fe80::1%25eth0]/',
    'http://[fe80::1%eth0]/',
    'http://example.org:22/',
    'http://example.org:25/',
    'http://example.org:0/',
    'http://example.org:6667/',
    'https://example.org:80800/',
    `https://example.org/${'a'.repeat(2_000)}`,
  ])('is refused for %s', (url) => {
    expect(() => local().check(url)).toThrow(OutboundRefused);
  });

  it.each(['http://example.org', 'https://example.org:8443/a?b=c', 'http://example.org:8080', 'https://書.example/'])(
    'may be made to %s',
    (url) => {
      expect(new Outbound().check(url)).toBeInstanceOf(URL);
    },
  );

  it('goes by the address that the connection is made to: an answer that changes is looked at each time', async () => {
    const lookup = answers(['93.184.215.14'], ['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['169.254.169.254']);
    const outbound = new Outbound({ lookup, patience: 50 });
    const url = `http://rebind.example:${port()}/`;
    // The first is public, so it is tried (and is not there); what the name leads to from then on never is.
    const tries = [];
    for (let turn = 0; turn < 5; turn += 1) tries.push(await call(outbound, url).catch((error: Error) => error.name));
    expect(tries).toEqual(['OutboundFailed', ...Array<string>(4).fill('OutboundRefused')]);
    expect(lookup.asked).toHaveLength(5);
    expect(taken).toEqual([]);
  });

  it('is refused where one address of several is not public, whichever would be tried first', async () => {
    for (const several of [
      ['93.184.215.14', '127.0.0.1'],
      ['127.0.0.1', '93.184.215.14'],
      ['2606:4700:4700::1111', '10.0.0.1'],
    ])
      await expect(call(new Outbound({ lookup: answers(several) }), `http://both.example:${port()}/`)).rejects.toThrow(
        OutboundRefused,
      );
    expect(taken).toEqual([]);
  });

  it('asks for the address once for each connection, so nothing can change between the look and the use', async () => {
    const lookup = answers(['127.0.0.1'], ['10.0.0.1']);
    await call(local({ lookup }), `http://here.example:${port()}/`);
    expect(lookup.asked).toEqual(['here.example']);
    expect(taken[0]!.request.headers.host).toBe(`here.example:${port()}`);
  });

  it.each([301, 302, 303, 307, 308])('does not follow what is answered with %d', async (status) => {
    reply = (response) => response.writeHead(status, { location: `http://127.0.0.1:${port()}/secret` }).end();
    expect((await call(local(), `http://127.0.0.1:${port()}/`)).status).toBe(status);
    expect(taken.map(({ request }) => request.url)).toEqual(['/']);
  });

  it('asks no proxy that the environment names', async () => {
    const seen: string[] = [];
    const proxy = createTcpServer((socket) => {
      seen.push('asked');
      socket.destroy();
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const named = { HTTP_PROXY: address, http_proxy: address, ALL_PROXY: address, NODE_USE_ENV_PROXY: '1' };
    const replaced = jest.replaceProperty(process, 'env', named);
    try {
      await call(local(), `http://127.0.0.1:${port()}/`);
    } finally {
      replaced.restore();
      proxy.close();
    }
    expect([taken.length, seen]).toEqual([1, []]);
  });

  it.each([
    ['nothing comes', () => undefined],
    ['it never ends', (response: ServerResponse) => void response.writeHead(200).write('a')],
  ])('is waited for no longer than that where %s', async (_, slow) => {
    reply = slow;
    const from = performance.now();
    const outbound = local({ patience: 200 });
    await expect(call(outbound, `http://127.0.0.1:${port()}/`)).rejects.toEqual(failure('timeout'));
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it('reads no more of an answer than that', async () => {
    reply = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.writable && response.write('a'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    await expect(call(local(), `http://127.0.0.1:${port()}/`)).rejects.toEqual(failure('too-large'));
  });

  it('says what was the matter, and nothing that was sent', async () => {
    const away = await call(local(), 'http://127.0.0.1:1025/').catch((error: unknown) => error);
    expect(away).toEqual(failure('unreachable'));
    expect((away as OutboundFailed).message).toBe('No connection could be made, or it was cut.');
    const lookup: AddressLookup = (_host, _options, done) =>
      done(Object.assign(new Error('nobody'), { code: 'ENOTFOUND' }), []);
    await expect(call(new Outbound({ lookup }), 'http://nobody.example/')).rejects.toEqual(failure('unknown-host'));
    await expect(call(local(), `https://127.0.0.1:${port()}/`)).rejects.toThrow(OutboundFailed);
    const other = createTcpServer((socket: Socket) => socket.end('220 mail.example ESMTP\r\n'));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await expect(call(local(), url)).rejects.toEqual(failure('not-http'));
    other.close();
  });
});
