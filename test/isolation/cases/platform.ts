import { type Coverage, platform } from '../cases.js';

const newTenant = ({ slug }: { slug: string }) => {
  const name = `${slug.split('-')[0]}-${Math.random().toString(36).slice(2, 8)}`;
  return { body: { slug: name, name, owner: { username: 'owner' } }, headers: { 'idempotency-key': name } };
};

/** Needs no token; nothing of it is about a community that is there. */
const newSignup = () => {
  const slug = `signup-${Math.random().toString(36).slice(2, 10)}`;
  const owner = { username: 'owner', email: `${slug}@example.org`, password: 'green and black' };
  return { body: { slug, name: slug, owner }, headers: { 'idempotency-key': slug } };
};
/** Which sign-ups wait and what becomes of them, test/signup tries. */
const noSignup = (...parameters: string[]) => ({ parameters, body: { reason: 'No.' } });

const ownDomain = ({ id, slug }: { id: number; slug: string }) => ({ parameters: [id, `${slug}.org`] });

const queues = (role: 'read' | 'admin', ...parameters: string[]) =>
  platform('read', role, () => ({ parameters }), { names: 'none', status: 404 });

/** What operators do with operators and support, test/operators tries; here who may ask. */
const newOperator = () => ({ body: { name: `grace-${Math.random().toString(36).slice(2)}`, role: 'read' } });
const nothing = '999999999';
const unknownThing = { names: 'none', status: 404 } as const;

export const operators: Coverage = {
  'GET /platform/v1/operators': platform('read', 'admin', () => ({}), { names: 'none' }),
  'POST /platform/v1/operators': platform('read', 'admin', newOperator, { names: 'none' }),
  'PATCH /platform/v1/operators/:id': platform(
    'read',
    'admin',
    () => ({ parameters: [nothing], body: { role: 'read' } }),
    unknownThing,
  ),
  'GET /platform/v1/operators/:id/tokens': platform('read', 'read', () => ({ parameters: ['me'] }), { names: 'none' }),
  'POST /platform/v1/operators/:id/tokens': platform('read', 'read', () => ({ parameters: ['me'], body: {} }), {
    names: 'none',
  }),
  'DELETE /platform/v1/operators/:id/tokens/:token': platform(
    'read',
    'read',
    () => ({ parameters: ['me', nothing] }),
    unknownThing,
  ),
  'GET /platform/v1/tenants/:id/support': platform('read', 'support', ({ id }) => ({ parameters: [id] }), {
    names: 'none',
  }),
  'POST /platform/v1/tenants/:id/support': platform('write', 'support', ({ id, slug }) => ({
    parameters: [id],
    body: { reason: `Members of ${slug} cannot sign up.`, minutes: 30 },
  })),
  'DELETE /platform/v1/tenants/:id/support/:access': platform(
    'read',
    'support',
    ({ id }) => ({ parameters: [id, nothing] }),
    unknownThing,
  ),
  'POST /platform/v1/tenants/:id/support/:access/link': platform(
    'read',
    'support',
    ({ id }) => ({ parameters: [id, nothing] }),
    unknownThing,
  ),
  'GET /platform/v1/audit/export': platform('read', 'admin', () => ({}), { names: 'many' }),
  'GET /platform/v1/audit': platform('read', 'admin', ({ id }) => ({ query: { tenant: id } })),
  'GET /platform/v1/tenants': [
    platform('read', 'read', ({ slug }) => ({ query: { q: slug } })),
    platform('read', 'read', () => ({ query: { limit: 100 } }), { names: 'many' }),
  ],
  'GET /platform/v1/tenants/counts': platform('read', 'read', () => ({}), { names: 'none' }),
  'GET /platform/v1/tenants/:id': platform('read', 'read', ({ id }) => ({ parameters: [id] })),
  'GET /platform/v1/tenants/:id/usage': platform('read', 'read', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants': platform('write', 'admin', newTenant),
  'POST /platform/v1/signups': platform('write', 'anyone', newSignup, { names: 'none' }),
  'GET /platform/v1/signups': platform('read', 'read', () => ({}), { names: 'none' }),
  'POST /platform/v1/signups/:id/approve': platform('read', 'support', () => noSignup('999999999'), {
    names: 'none',
    status: 404,
  }),
  'POST /platform/v1/signups/:id/refuse': platform('read', 'support', () => noSignup('999999999'), {
    names: 'none',
    status: 404,
  }),
  'POST /platform/v1/invitations': platform('write', 'support', () => ({ body: {} }), { names: 'none' }),
  'GET /platform/v1/invitations': platform('read', 'read', () => ({}), { names: 'none' }),
  'DELETE /platform/v1/invitations/:id': platform('read', 'support', () => ({ parameters: ['999999999'] }), {
    names: 'none',
    status: 404,
  }),
  'PATCH /platform/v1/tenants/:id': platform('write', 'support', ({ id }) => ({
    parameters: [id],
    body: { state: 'read_only' },
  })),
  'POST /platform/v1/tenants/:id/suspend': platform('write', 'support', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants/:id/resume': platform('write', 'support', ({ id }) => ({ parameters: [id] }), {
    after: ['/suspend'],
  }),
  'POST /platform/v1/tenants/:id/archive': platform('write', 'admin', ({ id }) => ({ parameters: [id] })),
  'DELETE /platform/v1/tenants/:id': platform('write', 'admin', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants/:id/restore': platform('write', 'admin', ({ id }) => ({ parameters: [id] }), {
    after: [''],
  }),
  'GET /platform/v1/plans': platform('read', 'read', () => ({}), { names: 'none' }),
  'GET /platform/v1/plans/:name': platform('read', 'read', () => ({ parameters: ['club'] }), { names: 'none' }),
  'PUT /platform/v1/plans/:name': platform(
    'write',
    'admin',
    () => ({ parameters: [`p${Math.random().toString(36).slice(2, 8)}`], body: { limits: { members: 500 } } }),
    { names: 'none' },
  ),
  'POST /platform/v1/tenants/:id/plan': platform('write', 'admin', ({ id }) => ({
    parameters: [id],
    body: { plan: 'club' },
  })),
  'GET /platform/v1/tenants/:id/domains': platform('read', 'read', ({ id }) => ({ parameters: [id] })),
  'POST /platform/v1/tenants/:id/domains': platform('write', 'support', ({ id, slug }) => ({
    parameters: [id],
    body: { host: `www.${slug}.org` },
  })),
  'POST /platform/v1/tenants/:id/domains/:host/verify': platform('write', 'support', ownDomain, { domain: true }),
  'POST /platform/v1/tenants/:id/domains/:host/primary': platform('write', 'support', ownDomain, { domain: true }),
  'DELETE /platform/v1/tenants/:id/domains/:host': platform('write', 'support', ownDomain, { domain: true }),
  'GET /platform/v1/jobs': [
    platform('read', 'read', ({ id }) => ({ query: { tenant: id } }), { job: true }),
    platform('read', 'read', () => ({}), { names: 'many', job: true }),
  ],
  'GET /platform/v1/jobs/dead': platform('read', 'read', ({ id }) => ({ query: { tenant: id } }), { job: true }),
  'POST /platform/v1/jobs/dead/retry': platform('write', 'support', ({ id }) => ({ body: { tenant: id } }), {
    job: true,
    names: 'none',
  }),
  'POST /platform/v1/jobs/:id/retry': platform('write', 'support', ({ job }) => ({ parameters: [job] }), { job: true }),
  'DELETE /platform/v1/jobs/:id': platform('write', 'admin', ({ job }) => ({ parameters: [job] }), { job: true }),
  'POST /platform/v1/reconcile': platform('write', 'support', ({ id }) => ({ body: { tenant: id } }), {
    names: 'none',
  }),
  'GET /platform/v1/reconcile': platform('read', 'read', () => ({}), { names: 'none' }),
  'GET /platform/v1/reconcile/:id': platform('read', 'read', ({ report }) => ({ parameters: [report] }), {
    names: 'none',
  }),
  'GET /platform/v1/search': platform('read', 'read', () => ({}), { names: 'none' }),
  'POST /platform/v1/search/rebuild': platform('write', 'support', ({ id }) => ({ body: { tenant: id } })),
  'GET /platform/v1/search/runs': platform('read', 'read', () => ({}), { names: 'many' }),
  'GET /platform/v1/search/runs/:id': platform('read', 'read', ({ run }) => ({ parameters: [run] })),
  // Without an OpenSearch there is nowhere to move to.
  'POST /platform/v1/tenants/:id/search': platform(
    'read',
    'admin',
    ({ id }) => ({ parameters: [id], body: { home: 'own' } }),
    { names: 'none', status: 409 },
  ),
  // Without a Redis there is nothing to show; what is there with one, apps/api/queue-board.int.spec.ts looks at.
  'GET /platform/queues': queues('read'),
  'GET /platform/queues/*': queues('read', 'api/queues'),
  'POST /platform/queues/*': queues('admin', 'api/queues/mail/add'),
  'PUT /platform/queues/*': queues('admin', 'api/queues/pause'),
  'PATCH /platform/queues/*': queues('admin', 'api/queues/mail/t1-1/update-data'),
  'GET /platform/v1/operations': [
    platform('read', 'read', ({ id }) => ({ query: { tenant: id } })),
    platform('read', 'read', () => ({ query: { limit: 100 } }), { names: 'many' }),
  ],
  'GET /platform/v1/operations/:id': platform('read', 'read', ({ operation }) => ({ parameters: [operation] })),
};

/** Pages for people who come to the platform's host; none names a community. */
const apex = (request: () => object = () => ({}), more: { readonly status?: number } = {}) =>
  platform('read', 'anyone', request, { names: 'none', ...more });
export const apexPages: Coverage = {
  'GET /platform/apex': apex(),
  'GET /platform/apex/create': apex(() => ({ query: { name: 'The tea room' } })),
  'POST /platform/apex/create': platform(
    'write',
    'anyone',
    () => {
      const { owner, ...community } = newSignup().body;
      return { body: { ...community, ...owner, locale: 'en', template: 'club' } };
    },
    { names: 'none', status: 303 },
  ),
  'GET /platform/apex/created/:secret': apex(() => ({ parameters: ['7-nobody'] }), { status: 404 }),
  'GET /platform/apex/find': apex(),
  'POST /platform/apex/find': platform('read', 'anyone', () => ({ body: { email: 'ada@example.org' } }), {
    names: 'none',
  }),
  'GET /platform/apex/assets/:name': apex(() => ({ parameters: ['none.css'] }), { status: 404 }),
  'GET /platform/apex/choose/language/:code': apex(() => ({ parameters: ['en'] }), { status: 303 }),
  'GET /platform/apex/choose/look/:code': apex(() => ({ parameters: ['dark'] }), { status: 303 }),
};

/** The description of the admin API, for anybody who finds the platform's host; it names no community. */
const page = (...parameters: string[]) => platform('read', 'anyone', () => ({ parameters }), { names: 'none' });
export const platformDocumentation: Coverage = {
  'GET /platform/openapi.json': page(),
  'GET /platform/docs': page(),
  'GET /platform/docs/': page(),
  'GET /platform/docs/index.html': page(),
  // Registered by the package, which has no such file.
  'GET /platform/docs/LICENSE': platform('read', 'anyone', () => ({}), { names: 'none', status: 404 }),
  'GET /platform/docs/swagger-ui-init.js': page(),
  'GET /platform/docs/docs/swagger-ui-init.js': page(),
  'GET /platform/docs/*': page('swagger-ui.css'),
  'GET /platform/docs/docs/*': page('swagger-ui.css'),
};
