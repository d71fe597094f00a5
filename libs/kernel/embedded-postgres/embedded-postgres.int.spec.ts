import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres, EmbeddedPostgresError } from './index.js';

const settings = { fsync: 'off', shared_buffers: '16MB' };

describe('the embedded database', () => {
  let dataDir: string;
  const running: EmbeddedPostgres[] = [];

  const start = async (folder = dataDir): Promise<EmbeddedPostgres> => {
    const postgres = await EmbeddedPostgres.start({ dataDir: folder, settings });
    running.push(postgres);
    return postgres;
  };
  const query = async (url: string, sql: string): Promise<unknown[][]> => {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    await client.end();
    return rows;
  };
  const pidFile = (postgres: EmbeddedPostgres): string => join(postgres.folder, 'postmaster.pid');
  const kill = (postgres: EmbeddedPostgres): void => {
    process.kill(Number(readFileSync(pidFile(postgres), 'utf8').split('\n')[0]), 'SIGKILL');
  };
  const note = async (postgres: EmbeddedPostgres): Promise<void> => {
    await query(postgres.url, `create table note as select 'kept' as text`);
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'paopao-postgres-'));
    await note(await start());
  });
  beforeEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
  });
  afterAll(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('speaks UTF-8 by the built-in locale, keeps checksums, and takes 200 connections from this machine only', async () => {
    const postgres = await start();
    const locale = `select datlocprovider, datlocale, datctype from pg_database where datname = 'paopao'`;
    expect(await query(postgres.url, locale)).toEqual([['b', 'C.UTF-8', 'C.UTF-8']]);
    const values = ['data_checksums', 'max_connections', 'listen_addresses', 'unix_socket_directories', 'fsync'];
    const shown = await Promise.all(values.map((name) => query(postgres.url, `show ${name}`)));
    expect(shown.flat(2)).toEqual(['on', '200', '127.0.0.1', '', 'off']);
  });

  it('keeps data, port and a password that only its owner can read', async () => {
    const first = await start();
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(second.started).toBe(true);
    expect(await query(second.url, 'select text from note')).toEqual([['kept']]);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(second.folder).mode & 0o777).toBe(0o700);
  });

  it('refuses a wrong password', async () => {
    const wrong = (await start()).url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is shared by those who hold it and ends with the last of them', async () => {
    const [server, command] = [await start(), await start()];
    expect([server.started, command.started]).toEqual([true, false]);
    await server.stop();
    expect(command.isRunning()).toBe(true);
    expect(await query(command.url, 'select text from note')).toEqual([['kept']]);
    await command.stop();
    expect(command.isRunning()).toBe(false);
  });

  it('is started once when two ask at the same moment', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.filter(({ started }) => started)).toHaveLength(1);
  });

  it('adopts a server whose process was killed', async () => {
    const orphaned = await start();
    running.length = 0;
    rmSync(join(dataDir, 'postgres.holders'), { recursive: true }); // as a dead process's entry counts
    const adopted = await start();
    expect([adopted.started, adopted.url]).toEqual([false, orphaned.url]);
    await adopted.stop();
    expect(orphaned.isRunning()).toBe(false);
  });

  it('recovers at the next start after its server was killed', async () => {
    kill(await start());
    const postgres = await start();
    expect(await query(postgres.url, 'select text from note')).toEqual([['kept']]);
  });

  it('is started again on the same port for those who hold it', async () => {
    const postgres = await start();
    kill(postgres);
    while (postgres.isRunning()) await pause(10);
    await postgres.restart();
    expect(await query(postgres.url, 'select text from note')).toEqual([['kept']]);
  });

  it('is not misled by a pid file that names another living process', async () => {
    const postgres = await start();
    await postgres.stop();
    writeFileSync(pidFile(postgres), `${process.pid}\n${postgres.folder}\n1\n5432\n\n127.0.0.1\n`);
    expect(await query((await start()).url, 'select text from note')).toEqual([['kept']]);
  });

  it('takes another port, and keeps it, when its own is in use', async () => {
    const before = await start();
    await before.stop();
    const blocker = createServer().listen(Number(new URL(before.url).port), '127.0.0.1');
    const moved = await start();
    expect(moved.url).not.toBe(before.url);
    await moved.stop();
    blocker.close();
    expect((await start()).url).toBe(moved.url);
  });

  it('makes its database again when a start was killed before that', async () => {
    const postgres = await start();
    await query(postgres.urlOf('postgres'), 'alter database paopao rename to aside');
    await postgres.stop();
    const again = await start();
    expect(await query(again.url, 'select current_database()')).toEqual([['paopao']]);
    await query(again.urlOf('postgres'), 'drop database paopao');
    await query(again.urlOf('postgres'), 'alter database aside rename to paopao');
  });

  it('redoes a first start that was killed half-way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paopao-half-'));
    mkdirSync(join(folder, 'postgres.new-abc', 'cluster', 'base'), { recursive: true });
    writeFileSync(join(folder, 'postgres.json'), JSON.stringify({ dataDir: folder, port: 1, password: 'kept' }));
    const postgres = await start(folder);
    expect(new URL(postgres.url).password).toBe('kept');
    expect(existsSync(join(folder, 'postgres.new-abc'))).toBe(false);
    await postgres.stop();
    rmSync(folder, { recursive: true });
  });

  it('runs a copy of the data folder beside the original', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'paopao-copy-'));
    const original = await start();
    await original.stop();
    const folder = await start();
    cpSync(dataDir, copy, { recursive: true });
    rmSync(join(copy, 'postgres'), { recursive: true }); // its files were in use: what matters is the state beside them
    const other = await start(copy);
    expect(other.started).toBe(true);
    expect(new URL(other.url).port).not.toBe(new URL(folder.url).port);
    await other.stop();
    rmSync(copy, { recursive: true });
  });

  it('says in one sentence why a data folder cannot be used', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    const attempt = EmbeddedPostgres.start({ dataDir: join(file, 'data') });
    await expect(attempt).rejects.toThrow(EmbeddedPostgresError);
    await expect(attempt).rejects.toThrow(`The data folder ${file}/data cannot be used: a part of its path is a file.`);
  });

  it('says in one sentence which setting the server refuses', async () => {
    const attempt = EmbeddedPostgres.start({ dataDir, settings: { ...settings, shared_buffers: 'many' } });
    await expect(attempt).rejects.toThrow(/could not be started: .*paopao\.conf.* contains errors\.$/);
  });
});
