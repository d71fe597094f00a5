import { type Coverage, platform, reads } from '../cases.js';

const words = { zh: '\u6d4b\u8bd5', en: 'A trial' };
const about = ({ id }: { id: number }) => ({ tenants: [id] });
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const none = { names: 'none' } as const;

/** What operators are told elsewhere, and what they say to communities. Webhooks are of the platform: they name no community. */
export const statusAndWebhooks: Coverage = {
  'GET /platform/v1/webhooks': platform('read', 'read', () => ({}), none),
  'POST /platform/v1/webhooks': platform(
    'write',
    'admin',
    () => ({ body: { url: 'https://receiver.invalid/' } }),
    none,
  ),
  'GET /platform/v1/webhooks/:id': platform('read', 'read', ({ webhook }) => ({ parameters: [webhook] }), none),
  'PATCH /platform/v1/webhooks/:id': platform(
    'write',
    'admin',
    ({ webhook }) => ({ parameters: [webhook], body: { active: false } }),
    none,
  ),
  'DELETE /platform/v1/webhooks/:id': platform('write', 'admin', ({ webhook }) => ({ parameters: [webhook] }), none),
  'POST /platform/v1/webhooks/:id/rotate': platform(
    'write',
    'admin',
    ({ webhook }) => ({ parameters: [webhook], body: {} }),
    none,
  ),
  'POST /platform/v1/webhooks/:id/test': platform(
    'write',
    'support',
    ({ webhook }) => ({ parameters: [webhook] }),
    none,
  ),
  'GET /platform/v1/webhooks/:id/deliveries': platform(
    'read',
    'read',
    ({ webhook }) => ({ parameters: [webhook] }),
    none,
  ),
  'POST /platform/v1/webhooks/:id/deliveries/:delivery/redeliver': platform(
    'write',
    'support',
    ({ webhook, delivery }) => ({ parameters: [webhook, delivery] }),
    none,
  ),
  'GET /platform/v1/incidents': platform('read', 'read', () => ({}), none),
  'POST /platform/v1/incidents': platform(
    'write',
    'support',
    (subject) => ({ body: { title: words, text: words, affects: about(subject) } }),
    none,
  ),
  'POST /platform/v1/incidents/:id/updates': platform(
    'write',
    'support',
    ({ incident }) => ({ parameters: [incident], body: { state: 'resolved', text: words } }),
    none,
  ),
  'GET /platform/v1/maintenances': platform('read', 'read', () => ({}), none),
  'POST /platform/v1/maintenances': platform(
    'write',
    'support',
    (subject) => ({
      body: {
        title: words,
        text: words,
        starts_at: daysAhead(2),
        ends_at: daysAhead(3),
        affects: about(subject),
      },
    }),
    none,
  ),
  'DELETE /platform/v1/maintenances/:id': platform(
    'write',
    'support',
    ({ maintenance }) => ({ parameters: [maintenance] }),
    none,
  ),
  'GET /platform/v1/announcements': platform('read', 'read', () => ({}), none),
  'POST /platform/v1/announcements': platform(
    'write',
    'support',
    (subject) => ({ body: { text: words, until: daysAhead(2), affects: about(subject) } }),
    none,
  ),
  'DELETE /platform/v1/announcements/:id': platform(
    'write',
    'support',
    ({ announcement }) => ({ parameters: [announcement] }),
    none,
  ),
  'GET /platform/v1/status': platform('read', 'anyone', () => ({}), none),
  'GET /platform/apex/status': platform('read', 'anyone', () => ({}), none),
  'GET /platform/apex/status/feed.xml': platform('read', 'anyone', () => ({}), none),
  'GET /status': reads('open', () => ({})),
  'GET /status/feed.xml': reads('open', () => ({})),
  'GET /status/dismiss/:id': reads('open', () => ({ parameters: [1] }), { shows: () => true, status: 303 }),
};
