import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.js';
import { binariesFor } from './binaries.js';
import { makeCluster } from './cluster.js';
import { asEmbeddedPostgresError, EmbeddedPostgresError } from './errors.js';
import { freePort } from './free-port.js';
import { Holder } from './holders.js';
import { existingPlace, makeDataDir, newPlace, type Place } from './place.js';
import { ProcessLock } from './process-lock.js';
import { Server } from './server.js';
import { readState, writeState, type State } from './state.js';

export interface EmbeddedPostgresOptions {
  /** Absolute. */
  readonly dataDir: string;
  readonly progress?: (step: string) => void;
  readonly maxConnections?: number;
  /** Further settings of postgresql.conf, e.g. `fsync: 'off'` in tests. */
  readonly settings?: Record<string, string>;
}

const database = 'paopao';
const startTries = 4;

/** A PostgreSQL of our own over a data folder. Several processes may hold it; the last one that stops ends it. */
export class EmbeddedPostgres {
  private held: boolean = true;

  private constructor(
    private readonly options: EmbeddedPostgresOptions,
    private readonly server: Server,
    private readonly state: State,
    private readonly holder: Holder,
    readonly folder: string,
    /** False when the server was running already. */
    readonly started: boolean,
  ) {}

  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    try {
      makeDataDir(options.dataDir);
      return await underLock(options.dataDir, () => EmbeddedPostgres.open(options));
    } catch (error) {
      throw asEmbeddedPostgresError(error, options.dataDir);
    }
  }

  private static async open(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const { place, state, server } = await prepare(options);
    const running = await server.findRunning();
    const port = running ?? (await startServer(server, state.port, options));
    const kept = port === state.port ? state : writeState({ ...state, port });
    const holder = Holder.enter(holdersOf(options));
    const postgres = new EmbeddedPostgres(options, server, kept, holder, place.folder, running === null);
    try {
      await postgres.makeDatabase();
    } catch (error) {
      if (holder.leave()) await server.stop('fast');
      throw error;
    }
    return postgres;
  }

  /** As superuser. */
  get url(): string {
    return this.urlOf(database);
  }

  urlOf(name: string): string {
    return `postgres://postgres:${this.state.password}@127.0.0.1:${this.state.port}/${encodeURIComponent(name)}`;
  }

  isRunning(): boolean {
    return this.server.pid() !== null;
  }

  /** After the server was killed: on the same port, for the connections in use know no other. */
  async restart(): Promise<void> {
    await underLock(this.options.dataDir, async () => {
      if ((await this.server.findRunning()) !== null) return;
      const refusal = await this.server.start(this.state.port, settingsOf(this.options));
      if (refusal) throw new EmbeddedPostgresError(`The database could not be started again: ${refusal}.`);
    });
  }

  /** Ends the server, unless another live process holds it too. */
  async stop(): Promise<void> {
    if (!this.held) return;
    this.held = false;
    await underLock(this.options.dataDir, async () => {
      if (this.holder.leave()) await this.server.stop('fast');
    });
  }

  /** For an exit handler, which cannot wait: does nothing after stop(). */
  stopWithoutWaiting(): void {
    if (!this.held) return;
    this.held = false;
    if (this.holder.leave()) this.server.signalStop();
  }

  private async makeDatabase(): Promise<void> {
    const { port, password } = this.state;
    const sql = `create database ${database}`;
    if ((await ask({ port, password, database }, 'select 1')).refusal === undefined) return;
    await ask({ port, password, database: 'postgres' }, sql);
    const answer = await ask({ port, password, database }, 'select 1');
    if (answer.refusal) throw new EmbeddedPostgresError(`The database ${database} in ${this.folder} cannot be opened.`);
  }
}

interface Prepared {
  readonly place: Place;
  readonly state: State;
  readonly server: Server;
}

/** Where, with which programs and password; makes the cluster when there is none. */
async function prepare({ dataDir, progress = () => undefined, settings }: EmbeddedPostgresOptions): Promise<Prepared> {
  const old = readState(dataDir);
  const existing = await existingPlace(dataDir, old);
  const place = existing ?? (await newPlace(dataDir, old));
  const elsewhere = place.folder === join(dataDir, 'postgres') ? undefined : place.folder;
  const state = writeState({ ...(old ?? { port: await freePort(), password: newPassword() }), dataDir, elsewhere });
  const binaries = await binariesFor(place, progress);
  if (elsewhere) progress(`The user postgres may not enter ${dataDir}: the database lies in ${elsewhere}.`);
  if (!existing) {
    progress('A new database is made.');
    await makeCluster({ place, binaries, password: state.password, durable: settings?.['fsync'] !== 'off' });
  }
  return { place, state, server: new Server(place, binaries, state.password) };
}

/** Answers the port: another one when the kept one is in use by now. */
async function startServer(server: Server, wanted: number, options: EmbeddedPostgresOptions): Promise<number> {
  let refusal: string | null = null;
  for (let attempt = 1; attempt <= startTries; attempt++) {
    const port = await freePort(attempt < 3 ? wanted : undefined); // free for us is not always open to it
    refusal = await server.start(port, settingsOf(options));
    if (refusal === null) return port;
    await pause(300 * attempt); // processes of a killed server may hold its shared memory for a moment
  }
  throw new EmbeddedPostgresError(`The database in ${options.dataDir} could not be started: ${refusal}.`);
}

function settingsOf({ maxConnections = 200, settings }: EmbeddedPostgresOptions): Record<string, string> {
  return {
    max_connections: String(maxConnections),
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
}

async function underLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = await ProcessLock.take(join(dataDir, 'postgres.lock'), 5 * 60_000);
  if (!lock)
    throw new EmbeddedPostgresError(`Another process has been starting the database in ${dataDir} for minutes.`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function holdersOf({ dataDir }: EmbeddedPostgresOptions): string {
  return join(dataDir, 'postgres.holders');
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
