import { typeOf, webhookTypes } from './webhook-types.js';

describe('what webhooks are told', () => {
  it('is a change, not that somebody asked for what was so already', () => {
    expect(typeOf({ action: 'tenant.suspend', facts: { from: 'active', to: 'suspended' } })).toBe('tenant.suspended');
    expect(typeOf({ action: 'tenant.suspend', facts: { from: 'suspended', to: 'suspended' } })).toBeUndefined();
    expect(typeOf({ action: 'tenant.create', facts: { slug: 'tea' } })).toBe('tenant.created');
    expect(typeOf({ action: 'audit.export', facts: {} })).toBeUndefined();
  });

  it('of a domain is that it is proven, or not any more; not each look at it', () => {
    const look = (from: string, to: string) =>
      typeOf({ action: 'domain.look', facts: { host: 'tea.example', from, to } });
    expect(look('unverified', 'verified')).toBe('domain.verified');
    expect(look('lapsed', 'verified')).toBe('domain.verified');
    expect(look('degraded', 'lapsed')).toBe('domain.lapsed');
    expect([look('verified', 'degraded'), look('degraded', 'verified')]).toEqual([undefined, undefined]);
    const verify = (ownership: string) =>
      typeOf({ action: 'domain.verify', facts: { host: 'tea.example', ownership } });
    expect([verify('verified'), verify('unverified')]).toEqual(['domain.verified', undefined]);
  });

  it('has a name for each kind', () => {
    for (const type of webhookTypes) expect(type).toMatch(/^[a-z]+\.[a-z_]+$/);
  });
});
