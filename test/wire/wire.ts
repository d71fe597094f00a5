import { type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Answer, Person } from '../support/person.js';
import type { ReadCodes } from '../support/read-codes.js';
import type { TestCommunity } from '../support/use-community.js';
import type { WireDocument } from './document.js';
import { type WireRoute, routes } from './routes.js';
import { mismatches, type Shape } from './shapes.js';

export interface Sent {
  /** Of a list, each value is sent. */
  readonly query?: Record<string, string | number | readonly string[]>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** How a call must be refused: HTTP status, number and stable name. */
export interface Refused {
  readonly status: number;
  readonly code: number;
  readonly error: string;
}

type Settings = Readonly<Record<string, boolean | number | string>>;

interface Heard {
  /** Bodies of successful answers: a route that has only one, whatever it is asked about, is suspected a stub. */
  readonly bodies: Set<string>;
  readonly errors: Set<string>;
}

/** Sends the calls of the contract, holds each answer against the description, and remembers what it has heard. */
export class Wire {
  private readonly heard = new Map<string, Heard>();
  private people = 0;
  private owner?: Promise<Person>;

  constructor(
    readonly community: TestCommunity,
    private readonly document: WireDocument,
    readonly codes: ReadCodes,
  ) {}

  get guest(): Person {
    return this.community.guest;
  }
  member = (name: string): Promise<Person> => this.community.member(name);
  admin = (): Promise<Person> => (this.owner ??= this.community.owner());
  /** A member whom nobody else knows. */
  somebody = (): Promise<Person> => this.member(`somebody${(this.people += 1)}`);
  settle = (): Promise<void> => this.community.settle();

  async bans(member: Person): Promise<void> {
    await (await this.admin()).post('/v1/admin/user/status', { id: member.id, status: 2 });
  }

  /** By the administrator. */
  async chooses(settings: Settings): Promise<void> {
    const items = Object.entries(settings).map(([key, value]) => ({ key, value }));
    await (await this.admin()).post('/v1/admin/settings/save', { items });
  }

  /** With these settings for as long as the work takes; then with `after`. */
  async where<T>(settings: Settings, after: Settings, work: () => Promise<T>): Promise<T> {
    await this.chooses(settings);
    try {
      return await work();
    } finally {
      await this.chooses(after);
    }
  }

  /** For states that no route leads to, such as a day later. */
  async sql<R extends Row>(text: string, values: unknown[] = []): Promise<R[]> {
    const { app, host } = this.community;
    const tenant = await app.get(TenantDirectory).findByHost(host);
    return tenantScope.run(tenant!, () => app.get(TenantDatabase).query<R>(text, values));
  }

  /** The `data` of a successful answer, which has exactly this shape; without a shape there must be no `data`. */
  async ok<T = Record<string, unknown>>(who: Person, route: WireRoute, sent: Sent = {}, shape?: Shape): Promise<T> {
    const { status, text, json } = await this.send(who, route, sent);
    const expected: Shape = shape ? { code: 'int', msg: 'text', data: shape } : { code: 'int', msg: 'text' };
    expect({ route, status, code: json.code, wrong: mismatches(json, expected) }).toEqual({
      route,
      status: 200,
      code: 0,
      wrong: [],
    });
    this.note(route).bodies.add(text);
    return json.data as T;
  }

  async refused(who: Person, route: WireRoute, sent: Sent, { status, code, error }: Refused): Promise<void> {
    const answer = await this.send(who, route, sent);
    expect({
      route,
      status: answer.status,
      code: answer.json.code,
      error: answer.json.error,
      data: answer.json.data,
    }).toEqual({ route, status, code, error, data: undefined });
    this.note(route).errors.add(error);
  }

  /** A call whose answer is no envelope, or that a contract looks at itself. */
  async send(who: Person, route: string, { query, body, headers }: Sent = {}) {
    const [method = '', path = ''] = route.split(' ');
    const asked = new URLSearchParams(
      Object.entries(query ?? {}).flatMap(([key, value]) => [value].flat().map((one) => [key, String(one)])),
    );
    const url = asked.size ? `${path}?${asked}` : path;
    const { status, body: text } = await who.request(method as 'GET', url, body, headers);
    const json = JSON.parse(text) as { code: number; msg: string; error?: string; data?: unknown };
    expect({ route, faults: this.document.faults(route, status, json) }).toEqual({ route, faults: [] });
    return { status, text, json };
  }

  /** For answers that were asked for in another way, such as uploads. */
  hear(route: WireRoute, status: number, text: string): void {
    const json = JSON.parse(text) as { code: number; error?: string };
    expect({ route, faults: this.document.faults(route, status, json) }).toEqual({ route, faults: [] });
    if (json.code === 0) this.note(route).bodies.add(text);
    else this.note(route).errors.add(json.error ?? 'request.no-route'); // which is answered without its name
  }

  /** A success that is one word, and no envelope. */
  hearText(route: WireRoute, { status, headers, body }: Answer, word: string): void {
    const type = String(headers['content-type']);
    expect({ route, status, type, body }).toEqual({
      route,
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: word,
    });
    this.note(route).bodies.add(body);
  }

  /** What the contract has left out: for each route answers that differ, and each refusal that is described as its own. */
  gaps(shared: ReadonlySet<string>): string[] {
    return routes.flatMap((route) => {
      const { bodies, errors } = this.note(route);
      const missing = this.document.refusals(route).filter((name) => !shared.has(name) && !errors.has(name));
      return [
        ...(bodies.size ? [] : [`${route} was never answered`]),
        ...(isAlike(bodies) && !constant.has(route) ? [`${route} was always answered alike`] : []),
        ...missing.map((name) => `${route} was never refused with ${name}`),
      ];
    });
  }

  get covered(): number {
    return routes.filter((route) => this.note(route).bodies.size > 0).length;
  }

  private note(route: string): Heard {
    const heard = this.heard.get(route) ?? { bodies: new Set(), errors: new Set() };
    this.heard.set(route, heard);
    return heard;
  }
}

/** What these tell is the same for everybody and at all times. */
const constant: ReadonlySet<string> = new Set(['GET /v1/', 'GET /v1/site/version', 'GET /v1/admin/settings/schema']);

/** One answer for whatever was asked, with data: a stub could have given it. */
const isAlike = (bodies: ReadonlySet<string>): boolean => bodies.size === 1 && [...bodies][0]!.includes('"data":');
