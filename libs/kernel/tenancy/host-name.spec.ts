import { InvalidHost, normaliseHost, requestedHost } from './host-name.js';

describe('the host a request is for', () => {
  it.each([
    ['demo.localhost', 'demo.localhost'],
    ['DEMO.Localhost', 'demo.localhost'],
    ['demo.localhost:3000', 'demo.localhost'],
    ['demo.localhost.', 'demo.localhost'],
    ['demo.localhost.:3000', 'demo.localhost'],
    ['  demo.localhost ', 'demo.localhost'],
    [Buffer.from('bücher.example').toString('latin1'), 'xn--bcher-kva.example'],
    [Buffer.from('社区.example').toString('latin1'), 'xn--dkrp89f.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['127.0.0.1:3000', '127.0.0.1'],
    ['[::1]:3000', '[::1]'],
    ['[FE80::1]', '[fe80::1]'],
    [
      `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`,
      `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`,
    ],
  ])('reads %j as %j', (given, host) => {
    expect(normaliseHost(given)).toBe(host);
  });

  it.each([
    '',
    ' ',
    '.',
    'demo..localhost',
    '-demo.localhost',
    'demo-.localhost',
    'user@demo.localhost',
    'user:secret@demo.localhost',
    'demo.localhost/path',
    'demo.localhost?x',
    'demo localhost',
    'demo.localhost:',
    'demo.localhost:99999',
    'demo.localhost:3000:3000',
    'demo.localhost:port',
    '::1',
    '[::1',
    '[::1]x',
    '[nonsense]',
    '%64emo.localhost',
    'demo%2elocalhost',
    `${'a'.repeat(64)}.localhost`,
    `${'a.'.repeat(126)}ab`.padEnd(260, 'x'),
    '\xff\xfe.localhost',
  ])('refuses %j', (given) => {
    expect(() => normaliseHost(given)).toThrow(InvalidHost);
  });

  it('refuses two Host headers, and none', () => {
    expect(requestedHost(['Host', 'a.localhost'], '/')).toBe('a.localhost');
    expect(() => requestedHost(['Host', 'a.localhost', 'host', 'b.localhost'], '/')).toThrow('twice');
    expect(() => requestedHost(['Host', 'a.localhost', 'HOST', 'a.localhost'], '/')).toThrow('twice');
    expect(() => requestedHost(['Accept', 'host'], '/')).toThrow('missing');
  });

  it('takes a target in absolute form only for the same host', () => {
    expect(requestedHost(['Host', 'a.localhost:3000'], 'http://A.localhost:3000/v1/posts')).toBe('a.localhost');
    expect(() => requestedHost(['Host', 'a.localhost'], 'http://b.localhost/v1/posts')).toThrow(InvalidHost);
    expect(() => requestedHost(['Host', 'a.localhost'], 'http://x@a.localhost/')).toThrow(InvalidHost);
    expect(() => requestedHost(['Host', 'a.localhost'], 'nonsense')).toThrow(InvalidHost);
  });
});
