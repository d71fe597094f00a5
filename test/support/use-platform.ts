import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '#kernel/config';
import { OperatorsService, type Role } from '#platform/operators';
import type { Api } from '../../apps/api/create-api.js';
import { bootApi, type Change } from './boot-api.js';
import { Person } from './person.js';

export interface PlatformAnswer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: PlatformBody;
}

/** Any answer of the admin API: which of these are there depends on the route. */
export interface PlatformBody extends Record<string, unknown> {
  readonly id: number;
  readonly slug: string;
  readonly state: string;
  readonly error: string;
  readonly hosts: { readonly host: string }[];
  readonly owner: { readonly username: string; readonly password?: string; readonly invite?: string };
  readonly items: PlatformBody[];
  readonly next: string | null;
}

/** Somebody who calls the admin API. */
export class OperatorPerson {
  private readonly person: Person;

  constructor(
    app: NestFastifyApplication,
    host: string,
    readonly name: string,
    readonly token?: string,
  ) {
    this.person = new Person(app, host);
    this.person.token = token;
  }

  async request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<PlatformAnswer> {
    const {
      status,
      headers: answered,
      body: text,
    } = await this.person.request(method, `/platform/v1${path}`, body, headers);
    return { status, headers: answered, body: JSON.parse(text) as PlatformBody };
  }

  get = (path: string): Promise<PlatformAnswer> => this.request('GET', path);
  post = (path: string, body?: unknown): Promise<PlatformAnswer> => this.request('POST', path, body);
  put = (path: string, body: unknown): Promise<PlatformAnswer> => this.request('PUT', path, body);
  patch = (path: string, body: unknown): Promise<PlatformAnswer> => this.request('PATCH', path, body);
  delete = (path: string): Promise<PlatformAnswer> => this.request('DELETE', path);

  /** Asks for a community; `key` makes it the same request as another one. */
  async creates(tenant: Record<string, unknown>, key = randomBytes(8).toString('hex')): Promise<PlatformAnswer> {
    return this.request('POST', '/tenants', tenant, { 'idempotency-key': key });
  }
}

export interface TestPlatform {
  readonly api: Api;
  readonly app: NestFastifyApplication;
  readonly admin: OperatorPerson;
  /** A further operator, with a name of its own. */
  operator(role: Role): Promise<OperatorPerson>;
  /** Somebody without a token, or with this one. */
  stranger(token?: string): OperatorPerson;
  /** Somebody on a community's host. */
  visitor(host: string): Person;
}

/** The real application for this file, and an operator who may do everything. */
export function usePlatform(change?: Change): TestPlatform {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await platformOf(await bootApi(change));
  });
  afterAll(async () => platform?.app.close());
  return new Proxy({} as TestPlatform, { get: (_, name) => platform[name as keyof TestPlatform] });
}

export async function platformOf(api: Api): Promise<TestPlatform> {
  const { app } = api;
  const { platformHost } = app.get(Config);
  const operator = async (role: Role): Promise<OperatorPerson> => {
    const name = `${role}-${randomBytes(5).toString('hex')}`;
    const { token } = await app.get(OperatorsService).create(name, role);
    return new OperatorPerson(app, platformHost, name, token);
  };
  return {
    api,
    app,
    admin: await operator('admin'),
    operator,
    stranger: (token) => new OperatorPerson(app, platformHost, 'nobody', token),
    visitor: (host) => new Person(app, host),
  };
}

/** A name that no other test has. */
export const newSlug = (): string => `c${randomBytes(6).toString('hex')}`;
