import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import type { TenantState } from '#kernel/scope';
import type { Answer } from '#kernel/tenancy';
import { OperationsRunner } from '#platform/provisioning';
import { Ear } from './ear.js';
import { makeTenant, owner, type TestTenant } from './make-tenant.js';
import { Person } from './person.js';
import { listenAnywhere, rawRequest } from './raw-request.js';
import { Uploader } from './upload.js';
import { bootApi } from './boot-api.js';
import { platformOf, type TestPlatform } from './use-platform.js';
import { testConfig } from './worker-cluster.js';

export const mediaHost = 'files.localhost';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const soon = 2_000;

/** What operators do, or what only time and trouble do, to bring a community from `active` into a state. */
const waysTo: Readonly<
  Record<TenantState, 'nothing' | 'row' | readonly [method: 'POST' | 'PATCH' | 'DELETE', path: string]>
> = {
  active: 'nothing',
  read_only: ['PATCH', ''],
  suspended: ['POST', '/suspend'],
  archived: ['POST', '/archive'],
  deleting: ['DELETE', ''],
  deleted: ['DELETE', ''],
  provisioning: 'row',
  failed: 'row',
};

const statusOf: Readonly<Record<Answer, number>> = {
  open: 200,
  'read-only': 503,
  later: 503,
  archived: 410,
  unknown: 404,
};
const errorOf: Readonly<Record<Answer, string | undefined>> = {
  open: undefined,
  'read-only': 'tenant.read-only',
  later: 'tenant.unavailable',
  archived: 'tenant.archived',
  unknown: 'host.unknown',
};
export const expected = (answer: Answer) => [statusOf[answer], errorOf[answer]] as const;

export type Asked = 'pages' | 'reads' | 'writes' | 'media' | 'media host' | 'search';

/** A community that is looked at through two processes, by requests over their sockets. */
export class Place {
  private constructor(
    private readonly platform: TestPlatform,
    private readonly ports: readonly [here: number, there: number],
    private readonly other: TestPlatform,
    readonly tenant: TestTenant,
    readonly keeper: Person,
    private readonly picture: string,
  ) {}

  static async open(): Promise<Place> {
    const boot = async () =>
      platformOf(
        await bootApi((builder) =>
          builder.overrideProvider(Config).useValue(testConfig(3000, { MEDIA_HOST: mediaHost })),
        ),
      );
    const [platform, other] = [await boot(), await boot()];
    const ports = [await listenAnywhere(platform.app), await listenAnywhere(other.app)] as const;
    const tenant = await makeTenant(undefined, platform.app);
    const keeper = await new Person(platform.app, tenant.host).login(owner.username, owner.password);
    const { content } = await new Uploader(platform.app, keeper).file('public/image', png, 'image/png');
    const contents = [
      { content: 'Kettles and cups', type: 2, sort: 100 },
      { content, type: 3, sort: 101 },
    ];
    await keeper.post('/v1/post', { contents, tags: [], users: [], visibility: 0 });
    const place = new Place(platform, ports, other, tenant, keeper, new URL(content).pathname);
    await place.settle();
    return place;
  }

  async close(): Promise<void> {
    await this.platform.app.close();
    await this.other.app.close();
  }

  async settle(): Promise<void> {
    await this.platform.app.get(Dispatcher).settle();
    await this.platform.app.get(Dispatcher).settle(); // parked tasks are looked at where it begins
  }

  sql = <R extends object>(text: string, values: unknown[] = []): Promise<R[]> =>
    this.platform.app.get(PlatformDatabase).query(text, values) as Promise<never[]>;

  async turn(state: TenantState): Promise<void> {
    const way = waysTo[state];
    const { id } = this.tenant;
    if (way === 'nothing') return;
    if (way === 'row') return this.set(state);
    const body = state === 'read_only' ? { state } : undefined;
    const { status } = await this.platform.admin.request(way[0], `/tenants/${id}${way[1]}`, body);
    if (status !== 200) throw new Error(`${way.join(' ')}: ${status}`);
    if (state !== 'deleted') return;
    await this.sql('update platform.tenant set delete_after = now() where id = $1', [id]);
    await this.platform.app.get(OperationsRunner).resume();
  }

  /** As operators do it, where they can. */
  async turnBack(state: TenantState): Promise<void> {
    const { admin } = this.platform;
    const path = `/tenants/${this.tenant.id}`;
    if (waysTo[state] === 'row') await this.set('active');
    else if (state === 'read_only') await admin.patch(path, { state: 'active' });
    else if (state === 'suspended') await admin.post(`${path}/resume`);
    else if (state !== 'active') await admin.post(`${path}/restore`);
  }

  private async set(state: TenantState): Promise<void> {
    await this.sql(
      `with changed as (update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1)
       select pg_notify('paopao_tenants', '')`,
      [this.tenant.id, state],
    );
  }

  /** Of both processes; over the socket, as whoever has signed in before. */
  async ask(asked: Asked): Promise<(readonly [status: number, error: string | undefined])[]> {
    return Promise.all(this.ports.map((port) => this.askAt(port, asked)));
  }

  private async askAt(port: number, asked: Asked): Promise<readonly [number, string | undefined]> {
    const { host } = this.tenant;
    const target: Record<Asked, string> = {
      pages: '/',
      reads: '/v1/posts?style=newest',
      writes: '/v1/user/nickname',
      media: `/media${this.picture.replace(/^\/t\/\d+/, '')}`,
      'media host': this.picture,
      search: '/search?q=kettles',
    };
    const body = asked === 'writes' ? JSON.stringify({ nickname: 'keeper' }) : '';
    const answer = await rawRequest(
      port,
      [
        `${body ? 'POST' : 'GET'} ${target[asked]} HTTP/1.1`,
        `Host: ${asked === 'media host' ? mediaHost : host}`,
        `Authorization: Bearer ${this.keeper.token}`,
        'Accept-Language: en',
        ...(body ? ['Content-Type: application/json', `Content-Length: ${body.length}`] : []),
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
    return [answer.status, /"error":"([^"]+)"/.exec(answer.body)?.[1]];
  }

  /** Whether a certificate may be asked for, by each process. */
  async certified(): Promise<boolean[]> {
    const ask = async (port: number) => {
      const lines = [
        `GET /tls/ask?domain=${this.tenant.host} HTTP/1.1`,
        'Host: platform.localhost',
        'Connection: close',
        '',
        '',
      ];
      return (await rawRequest(port, lines.join('\r\n'))).status === 200;
    };
    return Promise.all(this.ports.map(ask));
  }

  async isListed(): Promise<boolean> {
    const { body } = await this.platform.admin.get(`/tenants?q=${this.tenant.slug}`);
    return body.items.some(({ id }) => id === this.tenant.id);
  }

  async connect(): Promise<Ear[]> {
    const { host } = this.tenant;
    const ears = await Promise.all(this.ports.map((port) => Ear.open({ port, host, token: this.keeper.token })));
    await Promise.all(ears.map((ear) => ear.hears('hello')));
    return ears;
  }

  /** By state of its tasks. */
  async tasks(): Promise<Record<string, number>> {
    const rows = await this.sql<{ state: string; count: number }>(
      'select state, count(*)::int as count from jobs.task where tenant_role = $1 group by state',
      [this.tenant.role],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }
}

/** Milliseconds until it is so; fails with what it was in the end. */
export async function soonSo(look: () => Promise<unknown>, wanted: unknown, from = Date.now()): Promise<number> {
  let last: unknown;
  do {
    last = await look();
    if (JSON.stringify(last) === JSON.stringify(wanted)) return Date.now() - from;
    await pause(20);
  } while (Date.now() - from < soon);
  expect(last).toEqual(wanted);
  return Infinity;
}
