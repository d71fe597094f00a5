import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { SmsNotTaken } from '../sms-sender.js';
import { smsSenderContract } from '../sms-sender.contract.js';
import { HttpGatewaySmsSender } from './http-gateway.sms-sender.js';

interface Message {
  readonly phone: string;
  readonly text: string;
}

describe('a gateway on the network', () => {
  let server: Server;
  let taken: { readonly request: IncomingMessage; readonly message: Message }[] = [];
  let answer: (response: ServerResponse) => void;
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms?account=7`;
  const sender = (patience?: number) => new HttpGatewaySmsSender({ url: url(), token: 'a-token', patience });

  beforeAll(async () => {
    server = createServer((request, response) => {
      void json(request).then((message) => {
        taken.push({ request, message: message as Message });
        answer(response);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  beforeEach(() => {
    taken = [];
    answer = (response) => response.writeHead(202).end('{"id":1}');
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  smsSenderContract('an HTTP gateway', async () => ({
    sender: sender(),
    arrived: () => taken.map(({ message }) => message.text),
  }));

  it('is given number and text as JSON, with the token', async () => {
    await sender().send('13812348000', 'Your code is 123456.');
    const [{ request, message }] = taken as [(typeof taken)[0]];
    expect(message).toEqual({ phone: '13812348000', text: 'Your code is 123456.' });
    expect([request.method, request.url]).toEqual(['POST', '/sms?account=7']);
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer a-token',
    });
  });

  it('is given no token where there is none', async () => {
    await new HttpGatewaySmsSender({ url: url() }).send('13812348000', 'Hello.');
    expect(taken[0]!.request.headers).not.toHaveProperty('authorization');
  });

  it.each([301, 307, 400, 401, 429, 500, 503])('has not taken what it answers with %d', async (status) => {
    answer = (response) => response.writeHead(status, { location: url() }).end('no');
    await expect(sender().send('13812348000', 'Your code is 123456.')).rejects.toEqual(
      new SmsNotTaken(`The SMS gateway answered ${status}.`),
    );
    expect(taken).toHaveLength(1);
  });

  it('is not waited for longer than that', async () => {
    answer = () => undefined;
    await expect(sender(100).send('13812348000', 'Your code is 123456.')).rejects.toEqual(
      new SmsNotTaken('The SMS gateway did not answer: TimeoutError.'),
    );
  });

  it('may be away', async () => {
    const away = new HttpGatewaySmsSender({ url: 'http://127.0.0.1:1/', token: 'a-token' });
    const refused = await away.send('13812348000', 'Your code is 123456.').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SmsNotTaken);
    expect((refused as Error).message).not.toMatch(/13812348000|123456|a-token/);
  });
});
