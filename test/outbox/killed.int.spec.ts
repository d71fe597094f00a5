import { request } from 'node:http';
import { BuiltProcess } from '../support/built-process.js';
import { makeTenant } from '../support/make-tenant.js';

jest.setTimeout(90_000);

interface Wire {
  code: number;
  data: Record<string, unknown>;
}

describe('a notice whose process is killed between the commit and its delivery', () => {
  const started: BuiltProcess[] = [];
  afterEach(async () => {
    for (const process of started.splice(0)) {
      process.kill('SIGKILL');
      await process.ended;
    }
  });
  const start = async (app: 'api' | 'worker'): Promise<BuiltProcess> => {
    const made = await BuiltProcess.start(app);
    started.push(made);
    return made;
  };

  it('arrives, and arrives once, whatever else is killed', async () => {
    const { host } = await makeTenant();
    let api = await start('api');
    const call = (method: string, path: string, token?: string, body?: object): Promise<Wire> =>
      new Promise((resolve, reject) => {
        const headers = {
          host,
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        };
        const sent = request({ host: '127.0.0.1', port: api.port, method, path, headers }, (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => resolve(JSON.parse(text) as Wire));
        });
        sent.on('error', reject);
        sent.end(body && JSON.stringify(body));
      });
    const member = async (username: string): Promise<string> => {
      const account = { username, password: 'a-long-password' };
      await call('POST', '/v1/auth/register', undefined, account);
      return (await call('POST', '/v1/auth/login', undefined, account)).data['token'] as string;
    };
    const [ada, bob] = [await member('ada'), await member('bob')];
    const textOf = (content: string) => [{ content, type: 2, sort: 100 }];
    const { data: post } = await call('POST', '/v1/post', ada, { contents: textOf('herons'), tags: [], users: [] });
    const comments = 30;
    for (let number = 0; number < comments; number += 1) {
      const body = { post_id: post['id'], contents: textOf(`heron ${number}`), users: [] }; // the same twice would be one
      expect((await call('POST', '/v1/post/comment', bob, body)).code).toBe(0);
    }
    api.kill('SIGKILL'); // an api process delivers nothing: all thirty are rows now, and nothing else

    for (const delay of [5, 40]) {
      const worker = await start('worker');
      await new Promise((resolve) => setTimeout(resolve, delay));
      worker.kill('SIGKILL');
      await worker.ended;
    }
    await start('worker');
    api = await start('api');
    const unread = async () => (await call('GET', '/v1/user/msgcount/unread', ada)).data['count'];
    // What the killed workers had claimed comes back as the server misses their connections, at the latest with its lease.
    for (let look = 0; look < 700 && (await unread()) !== comments; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await unread()).toBe(comments);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await unread()).toBe(comments);
  });
});
