import { loadConfig } from '#kernel/config';
import { scope, type Tenant } from '#kernel/scope';
import { Log } from './log.js';

describe('the log', () => {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const log = new Log(loadConfig({}), destination);
  const last = (): Record<string, unknown> => lines.at(-1)!;

  it('names the request and the tenant of the scope, without being told', () => {
    scope.run({ requestId: 'r-1', tenant: { id: 42, slug: 'herons' } as Tenant }, () => log.log('A line.'));
    expect(last()).toMatchObject({ msg: 'A line.', request: 'r-1', tenant: 42 });
    log.log('Outside.');
    expect(last()).not.toHaveProperty('tenant');
  });

  it('leaves out what looks like a secret, at the top and further in', () => {
    log.warn('Refused.', {
      password: 'hunter2',
      body: { password: 'hunter2', username: 'ada', phone: '13800138000' },
      request: { headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' } },
    });
    expect(JSON.stringify(last())).not.toMatch(/hunter2|13800138000/);
    expect(last()).toMatchObject({ body: { username: 'ada' } });
  });

  it('shows an error with its stack', () => {
    log.error('A request failed.', new Error('out of herons'), { route: '/v1/posts' });
    expect(last()).toMatchObject({ route: '/v1/posts', err: { message: 'out of herons' } });
    expect(JSON.stringify(last())).toContain('log.spec.ts');
  });

  it('does not fill itself with what the framework says of its own doings', () => {
    const before = lines.length;
    log.log('Mapped {/v1/posts, GET} route', 'RouterExplorer');
    expect(lines).toHaveLength(before);
  });
});
