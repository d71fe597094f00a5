import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MediaObjectsService, MediaUrls } from '#community/media';
import { MediaUploaded } from '../../libs/community/media/media.events.js';
import { FilmTools } from '../../libs/community/media/processing/film-tools.js';
import type { Change } from './boot-api.js';
import type { Person } from './person.js';
import { type TestCommunity, useCommunity } from './use-community.js';

type Row = Record<string, unknown>;

export interface PendingFile {
  readonly id: number;
  readonly path: string;
  readonly key: string;
  /** Its address. */
  readonly content: string;
}

const formats: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  zip: 'application/zip',
};

/** A community whose members’ files wait for a worker, and the worker. */
export class Processing {
  constructor(
    readonly community: TestCommunity,
    private readonly tenant: Tenant,
  ) {}

  part<T>(type: abstract new (...args: never[]) => T): T {
    return this.community.app.get(type);
  }

  within<T>(work: () => Promise<T>): Promise<T> {
    return tenantScope.run(this.tenant, work);
  }

  query(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.within(() => this.part(TenantDatabase).query(sql, values));
  }

  /** As the intake leaves it. `type`: of the upload; the extension says what the bytes claim to be. */
  async uploaded(owner: Person, type: string, extension: string, bytes: Buffer): Promise<PendingFile> {
    const path = `${type}/aa/bb/cc/dd/${randomUUID()}.${extension}`;
    const key = `t/${this.tenant.id}/${path}`;
    const about = { contentType: formats[extension]!, size: bytes.length, width: 0, height: 0 };
    const content = await this.within(async () => {
      await this.part(TenantObjects).put(path, bytes, { type: about.contentType });
      await this.part(TenantDatabase).transaction(() => this.part(MediaObjectsService).keep(owner.id, key, about));
      return this.part(MediaUrls).urlOf(key);
    });
    const [row] = await this.query(`update media_object set state = 'pending' where key = $1 returning id`, [key]);
    return { id: row!['id'] as number, path, key, content };
  }

  /** Has its task made, and every task run. */
  async processed({ id }: Pick<PendingFile, 'id'>): Promise<Row> {
    await this.within(() =>
      this.part(TenantDatabase).transaction(async () => this.part(Outbox).add(new MediaUploaded(id))),
    );
    await this.community.settle();
    return this.row({ id });
  }

  async row({ id }: Pick<PendingFile, 'id'>): Promise<Row> {
    const [row] = await this.query('select * from media_object where id = $1', [id]);
    return row!;
  }

  /** Names of what is stored of the file: its variants, and '' for what was uploaded. */
  stored({ path }: Pick<PendingFile, 'path'>): Promise<string[]> {
    return this.within(async () => {
      const found: string[] = [];
      for await (const { key } of this.part(TenantObjects).list(path)) found.push(key.slice(path.length + 1));
      return found.sort();
    });
  }

  /** Bytes of a variant. */
  bytes({ path }: Pick<PendingFile, 'path'>, variant: string): Promise<Buffer> {
    return this.within(async () => buffer((await this.part(TenantObjects).open(`${path}-${variant}`))!.stream));
  }

  /** What ffmpeg makes by these arguments, the last of which is the name of the file; bytes stand for a file of them. */
  async filmed(...given: (string | Buffer)[]): Promise<Buffer> {
    const folder = await mkdtemp(join(tmpdir(), 'filmed-'));
    try {
      const { ffmpeg } = (await this.part(FilmTools).find())!;
      const args = await Promise.all(
        given.map(async (one, index) => {
          if (typeof one === 'string') return one;
          await writeFile(join(folder, `given-${index}`), one);
          return `given-${index}`;
        }),
      );
      await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', ...args], { cwd: folder });
      return await readFile(join(folder, args.at(-1)!));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** As ffprobe tells it. */
  async probed(bytes: Buffer): Promise<{ streams: Row[]; format: Row & { tags?: Row } }> {
    const folder = await mkdtemp(join(tmpdir(), 'probed-'));
    try {
      const { ffprobe } = (await this.part(FilmTools).find())!;
      const path = join(folder, 'film');
      await writeFile(path, bytes);
      const all = ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path];
      return JSON.parse((await promisify(execFile)(ffprobe, all)).stdout) as never;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

export function useProcessing(change?: Change): Processing {
  const community = useCommunity(change);
  let made: Processing;
  beforeAll(async () => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    made = new Processing(community, tenant);
  });
  return new Proxy({} as Processing, {
    get: (_, name) => {
      const value = made[name as keyof Processing] as unknown;
      return typeof value === 'function' ? (value.bind(made) as unknown) : value;
    },
  });
}
