import { resolve } from 'node:path';
import {
  bearerToken,
  databaseUrl,
  httpAddress,
  namespace,
  operatorToken,
  proxies,
  redisUrl,
  secretKey,
} from './readers.js';
import { clusterSettings } from './cluster-settings.js';
import { lifeSettings } from './life-settings.js';
import { mailSettings } from './mail-settings.js';
import { domainSettings } from './domain-settings.js';
import { mediaSettings } from './media-settings.js';
import { outboundSettings } from './outbound-settings.js';
import { searchSettings } from './search-settings.js';
import { signupSettings } from './signup-settings.js';
import { StartError } from './start-error.js';
import { flag, hostName, integer, oneOf, optional, text, type Setting } from './setting.js';
import { taskConcurrency } from './task-concurrency.js';
import { trafficSettings } from './traffic-settings.js';

/** Every setting there is. docs/configuration.md is generated from this table; nothing else reads the environment. */
export const settings = {
  port: text('PORT', { default: '3000', about: 'Port of the web server.' }, integer(1, 65535)),
  listenHost: text(
    'LISTEN_HOST',
    {
      default: 'localhost',
      about: 'Address the web server listens on; `0.0.0.0` in a container or behind a proxy on another machine.',
    },
    (value) => value,
  ),
  managementPort: optional(
    'MANAGEMENT_PORT',
    {
      unset: 'off',
      about:
        'Port of `/livez`, `/readyz` and `/metrics`. When off, they answer on the platform host, from loopback only; a worker process has them on this port or not at all.',
    },
    integer(1, 65535),
  ),
  webConcurrency: text(
    'WEB_CONCURRENCY',
    {
      default: '1',
      about:
        'Web processes that share `PORT`: about one for each core. Each has connections (`DATABASE_CONNECTIONS`, and three more) and a `CACHE_MEMORY` of its own; `TENANT_REQUESTS_PER_SECOND` is of all of them.',
    },
    integer(1, 64),
  ),
  dataDir: text(
    'DATA_DIR',
    {
      default: '.data',
      about: 'Folder of the embedded database, of files without an S3 store, and of generated secrets.',
    },
    (value) => resolve(value),
  ),
  databaseUrl: optional(
    'DATABASE_URL',
    {
      secret: true,
      unset: 'embedded PostgreSQL in `DATA_DIR`',
      about:
        'PostgreSQL 15 to 18 to use in place of the embedded one. The login needs CREATEROLE, and CREATE on the database; no superuser. The URL must not carry `options`.',
    },
    databaseUrl,
  ),
  databaseNamespace: optional(
    'DATABASE_NAMESPACE',
    {
      unset: '`t`, or the next free name on the server',
      about:
        'Prefix of the roles and schemas made for communities. Read once, when a database is set up; kept in it from then on.',
    },
    namespace,
  ),
  databaseConnections: text(
    'DATABASE_CONNECTIONS',
    { default: '8', about: 'Connections to the database per process. More than 8 gained nothing when measured.' },
    integer(1, 100),
  ),
  redisUrl: optional(
    'REDIS_URL',
    {
      secret: true,
      unset: 'tasks are run by the processes that find them',
      about:
        'Redis 5 or newer (or Valkey), `redis://` or `rediss://`: BullMQ spreads tasks over all worker processes by it. It may be emptied or away at any time; then tasks only take a little longer.',
    },
    redisUrl,
  ),
  workerConcurrency: optional(
    'WORKER_CONCURRENCY',
    {
      unset:
        '`notify=8,index=8,media=2,mail=4,outbound=8,lifecycle=2,maintenance=2` in a worker process, `notify=3,index=2` and one of each other class with `npm start`',
      about:
        'How many tasks of each class a process runs at once; 0: none of this class. A class not named keeps its default.',
    },
    taskConcurrency,
  ),
  ...clusterSettings,
  ...domainSettings,
  ...lifeSettings,
  ...mediaSettings,
  ...outboundSettings,
  ...searchSettings,
  ...signupSettings,
  ...trafficSettings,
  ...mailSettings,
  secretKey: optional(
    'SECRET_KEY',
    {
      secret: true,
      unset: 'made and kept in `DATA_DIR`',
      about:
        'Master key, at least 32 characters. Tokens and stored secrets depend on it; a process with another key than the database knows refuses to start.',
    },
    secretKey,
  ),
  operatorToken: optional(
    'OPERATOR_TOKEN',
    {
      secret: true,
      unset: 'made at the first start and shown once',
      about: 'Token of the first operator, at least 16 characters, without spaces.',
    },
    operatorToken,
  ),
  demo: text(
    'DEMO',
    { default: '1', about: '1: `npm start` creates the communities `demo` and `garden`; 0: it does not.' },
    flag,
  ),
  platformHost: text(
    'PLATFORM_HOST',
    { default: 'platform.localhost', about: 'Host of the admin API, and of the platform’s own pages.' },
    hostName,
  ),
  baseDomain: text(
    'BASE_DOMAIN',
    { default: 'localhost', about: 'A community `demo` is reached at `demo.<BASE_DOMAIN>`.' },
    hostName,
  ),
  publicScheme: optional(
    'PUBLIC_SCHEME',
    { unset: '`http` below `localhost`, else `https`', about: 'Scheme of the links that are given out.' },
    oneOf('http', 'https'),
  ),
  publicPort: optional(
    'PUBLIC_PORT',
    { unset: '`PORT` below `localhost`, else the port of the scheme', about: 'Port of the links that are given out.' },
    integer(1, 65535),
  ),
  trustedProxies: text(
    'TRUSTED_PROXIES',
    {
      default: '',
      about:
        'Addresses or networks, separated by commas, whose `X-Forwarded-For` is believed. Their forwarded host never is.',
    },
    proxies,
  ),
  passwordCost: text(
    'PASSWORD_COST',
    {
      default: 'standard',
      about: 'Cost of argon2id: `standard` is 19 MiB and two passes; `lowest` is for tests only.',
    },
    oneOf('standard', 'lowest'),
  ),
  payments: text(
    'PAYMENTS',
    {
      default: 'off',
      about:
        'How members pay money in, where their community has a wallet: `off`; `alipay`, with the keys of each community; `sandbox`, a button that pays without money, for development.',
    },
    oneOf('off', 'sandbox', 'alipay'),
  ),
  alipayGateway: text(
    'ALIPAY_GATEWAY',
    { default: 'https://openapi.alipay.com/gateway.do', about: 'Where payments are begun with `PAYMENTS=alipay`.' },
    httpAddress,
  ),
  rateLimits: text(
    'RATE_LIMITS',
    {
      default: '1',
      about: '1; 0 switches limits by address and per hour off, for load tests; log-in locks and quotas stay.',
    },
    flag,
  ),
  liveGuests: text(
    'LIVE_GUESTS',
    {
      default: '1000',
      about:
        'So many guests at once are told by one process as soon as something is new (members always are); all others find it within a minute.',
    },
    integer(0, 100_000),
  ),
  serviceWorker: text(
    'SERVICE_WORKER',
    {
      default: '1',
      about:
        '1: browsers keep a page that says when there is no network, and what it needs; 0: they throw it away with the next page they open.',
    },
    flag,
  ),
  uiGallery: text(
    'UI_GALLERY',
    {
      default: '0',
      about: '1 shows all components of pages in all states at `/_ui` of every community, for developers.',
    },
    flag,
  ),
  smsGatewayUrl: optional(
    'SMS_GATEWAY_URL',
    {
      unset: 'SMS are written to the log',
      about: 'Where SMS are handed in: `POST` of JSON `{"phone", "text"}`; any 2xx means taken.',
    },
    httpAddress,
  ),
  smsGatewayToken: optional(
    'SMS_GATEWAY_TOKEN',
    { secret: true, unset: 'none is sent', about: 'Bearer token for `SMS_GATEWAY_URL`.' },
    bearerToken,
  ),
  buildSum: text(
    'BUILD_SUM',
    { default: 'unknown', about: 'Commit of this build, as `GET /v1/` tells it.' },
    (value) => value,
  ),
  buildDate: text(
    'BUILD_DATE',
    { default: 'unknown', about: 'When this build was made, told likewise.' },
    (value) => value,
  ),
  buildTags: text(
    'BUILD_TAGS',
    { default: 'unknown', about: 'What this build is called, told likewise.' },
    (value) => value,
  ),
  logFile: optional(
    'LOG_FILE',
    {
      unset: 'standard output; with `npm start`, `server.log` in `DATA_DIR`',
      about: 'File that log lines are added to.',
    },
    (value) => resolve(value),
  ),
  logLevel: text(
    'LOG_LEVEL',
    { default: 'info', about: 'Least level that is logged.' },
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  ),
} satisfies Record<string, Setting<unknown>>;

type Values = { readonly [Key in keyof typeof settings]: (typeof settings)[Key] extends Setting<infer T> ? T : never };

/** A setting that cannot be used. The message is one sentence for a person, and holds no secret. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';
}

/** The validated settings of this process, and what follows from them. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class Config {
  constructor(values: Values) {
    Object.assign(this, values);
  }

  /** Who may make a community without an operator. On a machine of one's own there is nobody to keep out. */
  signups(): 'open' | 'invitation' | 'approval' | 'closed' {
    return this.signupPolicy ?? (isLocal(this) ? 'open' : 'closed');
  }

  /** `http://demo.localhost:3000`, without a slash at the end. */
  publicUrl(host: string): string {
    const local = isLocal(this);
    const scheme = this.publicScheme ?? (local ? 'http' : 'https');
    const usual = scheme === 'http' ? 80 : 443;
    const port = this.publicPort ?? (local ? this.port : usual);
    return `${scheme}://${host}${port === usual ? '' : `:${port}`}`;
  }
}
export interface Config extends Values {}

const isLocal = ({ baseDomain }: Pick<Values, 'baseDomain'>): boolean =>
  baseDomain === 'localhost' || baseDomain.endsWith('.localhost');

/** `usual`: what this process uses where the environment says nothing. */
export function loadConfig(
  environment: Record<string, string | undefined> = process.env,
  usual: Record<string, string> = {},
): Config {
  const values = Object.entries(settings).map(([key, setting]) => {
    try {
      return [key, setting.read(environment[setting.name] || usual[setting.name])];
    } catch (error) {
      throw new ConfigError(`${setting.name} ${(error as Error).message}`);
    }
  });
  return Object.freeze(new Config(Object.fromEntries(values) as Values));
}
