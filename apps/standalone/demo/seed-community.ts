import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { AccountsService, type Member } from '#community/identity';
import { MediaObjectsService } from '#community/media';
import { MembersService } from '#community/members';
import { FollowsService } from '#community/relations';
import type { DemoContent } from './demo-content.js';
import { PostSeeder, type StoredPicture } from './seed-posts.js';

const contentType = 'image/webp';

export interface Seeding {
  /** Of all members but the owner, who has one. */
  readonly password: string;
  /** The folder of the pictures. */
  readonly pictures: string;
  readonly progress?: (text: string) => void;
}

/**
 * Fills a community through its services. All rows are one transaction, so a start that was killed in the middle has
 * left none of them; and a community that has the members has everything, whatever they have deleted since.
 */
export async function seedCommunity(
  app: INestApplicationContext,
  tenant: Tenant,
  content: DemoContent,
  seeding: Seeding,
): Promise<void> {
  await tenantScope.run(tenant, async () => {
    if (await isSeeded(app, content)) return;
    seeding.progress?.(`${tenant.name}: pictures`);
    const pictures = await storePictures(app, tenant, content, seeding.pictures);
    seeding.progress?.(`${tenant.name}: members and posts`);
    await app.get(TenantDatabase, { strict: false }).transaction(async () => {
      const members = await addMembers(app, content, seeding.password);
      const follows = app.get(FollowsService, { strict: false });
      for (const [name, followed] of Object.entries(content.follows)) {
        for (const other of followed) await follows.follow(members.get(name)!, members.get(other)!.id);
      }
      const media = app.get(MediaObjectsService, { strict: false });
      for (const { by, key, ...figures } of pictures) await media.keep(members.get(by)!.id, key, figures);
      const seeder = new PostSeeder(app, members, pictures);
      for (const post of content.posts) await seeder.add(post);
    });
  });
}

async function isSeeded(app: INestApplicationContext, { members }: DemoContent): Promise<boolean> {
  try {
    await app.get(MembersService, { strict: false }).getByUsername(members.at(-1)!);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'member.not-found') return false;
    throw error;
  }
}

/** Before the rows that name them. Under the same keys each time, so that doing it again changes nothing. */
async function storePictures(
  app: INestApplicationContext,
  tenant: Tenant,
  { posts }: DemoContent,
  folder: string,
): Promise<StoredPicture[]> {
  const objects = app.get(TenantObjects, { strict: false });
  const stored = new Map<string, StoredPicture>();
  for (const { by, pictures = [] } of posts) {
    for (const name of pictures) {
      const bytes = await readFile(join(folder, name));
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const path = `public/image/${hash}/${by}/${name}`;
      if (!stored.has(path)) await objects.put(path, bytes, { type: contentType });
      const [width, height] = /(\d+)x(\d+)/.exec(name)!.slice(1).map(Number) as [number, number];
      const key = tenantFolder(tenant) + path;
      stored.set(path, { by, name, key, contentType, size: bytes.length, width, height });
    }
  }
  return [...stored.values()];
}

async function addMembers(
  app: INestApplicationContext,
  { members }: DemoContent,
  password: string,
): Promise<Map<string, Member>> {
  const [owner, ...others] = members;
  const { id } = await app.get(MembersService, { strict: false }).getByUsername(owner!);
  const acting = new Map([[owner!, actingAs(id, owner!)]]);
  const accounts = app.get(AccountsService, { strict: false });
  for (const name of others) acting.set(name, actingAs((await accounts.register(name, password)).id, name));
  return acting;
}

/** Without a session: nobody has signed in. */
const actingAs = (id: number, username: string): Member => ({
  id,
  username,
  isAdmin: false,
  isBanned: false,
  hasPhone: false,
  sessionId: 0,
});
