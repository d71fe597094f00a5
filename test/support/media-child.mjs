import { closeSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { loadConfig } from '#kernel/config';
import { TenantDatabase } from '#kernel/database';
import { On, serveTasks, TaskStop } from '#kernel/jobs';

/** Of the application as it was built; there is no such file before. */
const built = (file) => import(new URL(`../../dist/apps/api/${file}`, import.meta.url).href);
const { ApiModule } = await built('api.module.js');
const { createApi } = await built('create-api.js');

/** What a spec has its children run in place of apps/worker/media-child.ts: the same, and a handler that misbehaves. */
const kept = [];
const acts = {
  well: () => undefined,
  fails: () => Promise.reject(new TypeError('no picture')),
  'fills the heap': () => {
    closeSync(2); // what V8 says on its way out
    openSync('/dev/null', 'w');
    for (;;) kept.push(Array(1_000_000).fill(Math.random()));
  },
  'fills buffers': async () => {
    for (;;) {
      kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
      await pause(5);
    }
  },
  sleeps: () => new Promise(() => undefined),
  spins: () => {
    for (;;) kept.length = 0;
  },
  exits: () => process.exit(3),
  'is told of the end': (stop, { path }) =>
    stop.during(
      async () => {
        await writeFile(path, 'begun');
        await new Promise(() => undefined);
      },
      () => writeFile(path, 'told'),
    ),
};

class TryMedia {
  constructor(db, stop) {
    this.db = db;
    this.stop = stop;
  }

  /** Its effect tells which process has had it. */
  async handle({ name, how, path }) {
    const row = [name, Buffer.from(`${name} ${process.pid}`)];
    await this.db.query('insert into access_code (purpose, hash, expires_at) values ($1, $2, now())', row);
    await acts[how](this.stop, { path });
  }
}
Injectable()(TryMedia);
Reflect.defineMetadata('design:paramtypes', [TenantDatabase, TaskStop], TryMedia);
const handling = Object.getOwnPropertyDescriptor(TryMedia.prototype, 'handle');
On([], { task: 'spec.try-media', class: 'media' })(TryMedia.prototype, 'handle', handling);

class TrialsModule {}
Reflect.defineMetadata('providers', [TryMedia], TrialsModule);
Reflect.defineMetadata('imports', [TrialsModule], ApiModule);

const settings = {
  SECRET_KEY: 'a key that only the tests know, 32+ characters',
  LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  DATABASE_CONNECTIONS: '2',
};
serveTasks(async (deployment) => (await createApi(loadConfig(settings), deployment)).app);
