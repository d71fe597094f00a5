import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import type { Tenant } from '#kernel/scope';
import type { DemoContent, DemoPost } from './demo-content.js';
import { zipFile } from './zip-file.js';

/** A file in the store of the community, as uploaded by whoever shows it: each by their own. */
export interface StoredFile {
  readonly by: string;
  readonly name: string;
  readonly key: string;
  readonly contentType: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

type GivenFile = Omit<StoredFile, 'key' | 'size'> & { readonly bytes: Buffer; readonly folder: string };

/** Before the rows that name them. Under the same keys each time, so that doing it again changes nothing. */
export async function storeFiles(
  app: INestApplicationContext,
  tenant: Tenant,
  { posts }: DemoContent,
  pictures: string,
): Promise<StoredFile[]> {
  const objects = app.get(TenantObjects, { strict: false });
  const stored = new Map<string, StoredFile>();
  for (const post of posts) {
    for (const { bytes, folder, ...file } of await filesOf(post, pictures)) {
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const path = `${folder}/${hash}/${file.by}/${nameIn(file, hash)}`;
      if (!stored.has(path)) await objects.put(path, bytes, { type: file.contentType });
      stored.set(path, { ...file, key: tenantFolder(tenant) + path, size: bytes.length });
    }
  }
  return [...stored.values()];
}

async function filesOf({ by, pictures = [], film, attachment }: DemoPost, folder: string): Promise<GivenFile[]> {
  const shown = [...pictures, ...(film ? [film] : [])].map(async (name) => {
    const [width, height] = /(\d+)x(\d+)/.exec(name)!.slice(1).map(Number) as [number, number];
    const bytes = await readFile(join(folder, name));
    const sort = name === film ? { folder: 'public/video', contentType: 'video/mp4' } : picture;
    return { by, name, width, height, bytes, ...sort };
  });
  return [...(await Promise.all(shown)), ...(attachment ? [packed(by, attachment)] : [])];
}

const picture = { folder: 'public/image', contentType: 'image/webp' };

const packed = (by: string, { file, lines }: NonNullable<DemoPost['attachment']>): GivenFile => ({
  by,
  name: file,
  bytes: zipFile(file, lines.join('\n')),
  width: 0,
  height: 0,
  folder: 'attachment',
  contentType: 'application/zip',
});

/** Pages read the size of a picture in its name; of other files nobody sees one. */
const nameIn = ({ name, contentType }: Pick<StoredFile, 'name' | 'contentType'>, hash: string): string =>
  contentType === 'application/zip' ? `${hash}.zip` : name;
