import { scope, type Tenant } from '#kernel/scope';
import { MasterKey } from './master-key.js';
import { PlatformSecretBox } from './platform-secret-box.js';
import { SecretBox } from './secret-box.js';

describe('the box of the platform’s secrets', () => {
  const load = () => MasterKey.load({ secretKey: 'one key of at least 32 characters', dataDir: '/nowhere' });
  const inCommunity = <T>(work: () => T): T => scope.run({ tenant: { id: 1 } as Tenant }, work);

  it('gives back what was put in, wherever it is opened, and shows nothing of it', async () => {
    const [box, other] = [new PlatformSecretBox(await load()), new PlatformSecretBox(await load())];
    const sealed = box.seal('ada@example.org', 'mail');
    expect(inCommunity(() => other.open(sealed, 'mail'))).toBe('ada@example.org');
    expect(sealed).not.toContain('ada');
    expect(box.seal('ada@example.org', 'mail')).not.toBe(sealed);
  });

  it('opens for one purpose only, nothing that was changed, and nothing of a community', async () => {
    const key = await load();
    const [box, communities] = [new PlatformSecretBox(key), new SecretBox(key)];
    const sealed = box.seal('ada@example.org', 'mail');
    expect(() => box.open(sealed, 'webhook')).toThrow();
    expect(() => box.open(sealed.replace(/.{4}$/, 'AAA='), 'mail')).toThrow();
    expect(() => box.open(sealed.slice(3), 'mail')).toThrow('not sealed here');
    expect(() =>
      box.open(
        inCommunity(() => communities.seal('a', 'mail')),
        'mail',
      ),
    ).toThrow();
    expect(() => inCommunity(() => communities.open(sealed, 'mail'))).toThrow();
  });
});
