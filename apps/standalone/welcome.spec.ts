import { execFileSync } from 'node:child_process';
import { renderWelcome, type Welcome } from './welcome.js';

const create =
  `curl -X POST http://platform.localhost:3000/platform/v1/tenants -H 'Authorization: Bearer ${'t'.repeat(43)}' ` +
  `-H 'Idempotency-Key: tea-1' -H 'Content-Type: application/json' ` +
  `-d '{"slug":"tea","name":"The tea room","owner":{"username":"tea","password":"a long password"}}'`;
const welcome: Welcome = {
  communities: ['demo', 'garden'].map((name) => ({ name, url: `http://${name}.localhost:3000` })),
  platformUrl: 'http://platform.localhost:3000',
  memberLogin: { username: 'ada', password: 'herons-at-dawn' },
  operatorToken: 'o'.repeat(43),
  curls: [create, create.replace('tea-1', 'tea-2'), create.replace('tea-1', 'tea-3')],
};

describe('the welcome screen', () => {
  it('fits one screen', () => {
    const lines = renderWelcome(welcome);
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 100)), 0);
    expect(rows).toBeLessThanOrEqual(23); // and the line "Ready in …"
  });

  it('names every place, the log-in and the token', () => {
    const screen = renderWelcome(welcome).join('\n');
    for (const { url } of welcome.communities) expect(screen).toContain(url);
    for (const text of [welcome.platformUrl, 'ada', 'herons-at-dawn', 'o'.repeat(43)]) expect(screen).toContain(text);
  });

  it('prints commands that a shell reads as they were', () => {
    const lines = renderWelcome(welcome);
    const printed = lines.slice(lines.findIndex((line) => line.includes('curl'))).join('\n');
    const script = `curl() { printf '%s\\n' "$@" END; }\n${printed}`;
    const words = execFileSync('sh', ['-c', script]).toString().split('END\n');
    expect(words.slice(0, 3)).toEqual(
      welcome.curls.map((curl) => execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${curl}`]).toString()),
    );
    expect(words[0]).toContain(
      '{"slug":"tea","name":"The tea room","owner":{"username":"tea","password":"a long password"}}',
    );
  });

  it('leaves out what there is not, and counts what is too much', () => {
    const communities = Array.from({ length: 40 }, (_, index) => ({
      name: `c${index}`,
      url: `http://c${index}.localhost`,
    }));
    const lines = renderWelcome({ communities, platformUrl: 'http://platform.localhost', curls: [] });
    expect(lines.join('\n')).toContain('and 35 more communities');
    expect(lines.join('\n')).not.toMatch(/token|Sign in|Try it|undefined/);
  });
});
