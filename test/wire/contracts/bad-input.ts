import type { Person } from '../../support/person.js';
import { type Contract, invalid } from '../contract.js';
import { routes, type WireRoute } from '../routes.js';
import type { Field } from '../sample-fields.js';
import { type Part, type Sample, sampleRequests, sentOf } from '../sample-requests.js';
import { makeWorld, type SampleWorld } from '../sample-world.js';
import type { Wire } from '../wire.js';

type Request = Sample & { readonly who: Person };

/**
 * Each field of each route through everything that it must not be: a documented refusal, never a failure of ours, and
 * nothing that was written. `Wire.send` holds each answer against the description.
 */
export const badInput: Contract = (wire) => {
  // Of one world: neither bodies nor queries like these change anything.
  let known: Promise<SampleWorld> | undefined;
  const request = (route: WireRoute) => requestOf(wire(), route, (known ??= makeWorld(wire())));

  it.each(routes)('%s takes what is right, and bears any field', async (route) => {
    const right = await requestOf(wire(), route, makeWorld(wire()));
    await refusesForms(wire(), route, right);
    const { status, json } = await wire().send(right.who, route, sentOf(right));
    if (right.isAboutNothing) expect(status).toBeGreaterThanOrEqual(400);
    else expect({ status, code: json.code }).toEqual({ status: 200, code: 0 });
    await bearsStrangeness(wire(), route, right);
  });

  it.each(routes.filter((route) => !route.startsWith('GET')))('%s bears any body', async (route) => {
    const right = await request(route);
    const before = await digest(wire());
    await bearsBodies(wire(), route, right);
    if (route !== 'POST /v1/user/message/readall') expect(await changes(wire(), before)).toEqual([]);
  });

  it.each(routes)('%s bears any query', async (route) => {
    const { who } = await request(route);
    for (const query of ['%', '%ff', '%00', '=&&=', 'id[]=1', 'id[a]=1', '__proto__=x', `a=${'x'.repeat(100_000)}`]) {
      const { status, text } = await raw(wire(), who, route, { query });
      expect({ query, isOurs: status >= 500 }).toEqual({ query, isOurs: false });
      if (route !== 'POST /v1/alipay/notify') wire().hear(route, status, text);
    }
  });
};

async function requestOf(wire: Wire, route: WireRoute, among: Promise<SampleWorld>): Promise<Request> {
  const world = await among;
  return { who: world.member, ...sampleRequests(world, await wire.admin(), wire.guest)[route] };
}

async function refusesForms(wire: Wire, route: WireRoute, request: Request): Promise<void> {
  const before = await digest(wire);
  for (const [part, name, { refused }] of fieldsOf(request)) {
    for (const value of refused) {
      const { status, json } = await wire.send(request.who, route, sentOf(request, { part, name, value }));
      const { code, error } = json;
      expect({ route, name, value: short(value), status, code, error }).toEqual({
        route,
        name,
        value: short(value),
        ...invalid,
      });
    }
  }
  expect(await changes(wire, before)).toEqual([]);
}

async function bearsStrangeness(wire: Wire, route: WireRoute, request: Request): Promise<void> {
  for (const [part, name, { strange, ignored }] of fieldsOf(request)) {
    for (const value of [...strange, ...ignored]) {
      const { status } = await wire.send(request.who, route, sentOf(request, { part, name, value }));
      const isBorne = ignored.includes(value) && !request.isAboutNothing ? status === 200 : status < 500;
      expect({ route, name, value: short(value), status, isBorne }).toMatchObject({ isBorne: true });
    }
  }
}

const fieldsOf = ({ query = {}, body = {} }: Sample): [Part, string, Field][] => [
  ...Object.entries(query).map(([name, field]): [Part, string, Field] => ['query', name, field]),
  ...Object.entries(body).map(([name, field]): [Part, string, Field] => ['body', name, field]),
];

const json = 'application/json';
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const bodies: readonly [payload: string, type: string, status?: number][] = [
  ...['{', 'null', '[]', '7', '"x"', '{}', '', nested(50), nested(50_000)].map((text): [string, string] => [
    text,
    json,
  ]),
  ['{"__proto__":{"is_admin":true}}', json],
  [`{"content":"${'x'.repeat(10 * 1024 * 1024)}"}`, json, 413],
  ['<a/>', 'application/xml', 415],
  ['%00=%ff&=', 'application/x-www-form-urlencoded'],
  ['--x\r\n', 'multipart/form-data; boundary=x'],
  ['no form', 'multipart/form-data'],
];

async function bearsBodies(wire: Wire, route: WireRoute, { who, body = {} }: Request): Promise<void> {
  const needsFields = Object.values(body).some(({ refused }) => refused.includes(undefined));
  for (const [payload, type, expected] of bodies) {
    const { status, text } = await raw(wire, who, route, { payload, type });
    const about = `${type} ${payload.slice(0, 40)}`;
    expect({ about, isOurs: status >= 500 }).toEqual({ about, isOurs: false });
    if (needsFields) expect({ about, status }).toEqual({ about, status: expected ?? 400 });
    wire.hear(route, status, text);
  }
}

interface Raw {
  readonly query?: string;
  readonly payload?: string;
  readonly type?: string;
}

/** As no client would write it. */
async function raw({ community }: Wire, { token }: Person, route: WireRoute, { query, payload, type }: Raw) {
  const [method, path] = route.split(' ');
  const headers = {
    host: community.host,
    ...(type && { 'content-type': type }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const url = query === undefined ? path! : `${path}?${query}`;
  const answer = await community.app.inject({ method: method as 'GET', url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, text: answer.body };
}

type Digest = ReadonlyMap<string, string>;

/** Of every table; not of what is noted about a request as such, whatever it asks for. */
async function digest(wire: Wire): Promise<Digest> {
  await wire.settle();
  const tables = await wire.sql<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_name not in ('session', 'presence')`,
  );
  const parts = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) as content from ${name} t`,
  );
  const rows = await wire.sql<{ name: string; content: string }>(parts.join(' union all '));
  return new Map(rows.map(({ name, content }) => [name, content]));
}

async function changes(wire: Wire, before: Digest): Promise<string[]> {
  const after = await digest(wire);
  return [...after].filter(([name, content]) => before.get(name) !== content).map(([name]) => name);
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'missing').slice(0, 60);
