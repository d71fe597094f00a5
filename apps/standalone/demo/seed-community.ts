import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { AccountsService, type Member } from '#community/identity';
import { MembersService } from '#community/members';
import { FollowsService } from '#community/relations';
import type { DemoContent, DemoPicture } from './demo-content.js';
import { PostSeeder } from './seed-posts.js';

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
    const keys = await keepPictures(app, tenant, content, seeding.pictures);
    seeding.progress?.(`${tenant.name}: members and posts`);
    await app.get(TenantDatabase, { strict: false }).transaction(async () => {
      const members = await addMembers(app, content, seeding.password);
      const follows = app.get(FollowsService, { strict: false });
      for (const [name, followed] of Object.entries(content.follows)) {
        for (const other of followed) await follows.follow(members.get(name)!, members.get(other)!.id);
      }
      const seeder = new PostSeeder(app, members, keys);
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
async function keepPictures(
  app: INestApplicationContext,
  tenant: Tenant,
  { posts }: DemoContent,
  folder: string,
): Promise<Map<DemoPicture, string>> {
  const objects = app.get(TenantObjects, { strict: false });
  const keys = new Map<DemoPicture, string>();
  for (const name of new Set(posts.flatMap(({ pictures = [] }) => pictures))) {
    const bytes = await readFile(join(folder, name));
    const key = `public/image/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}/${name}`;
    await objects.put(key, bytes, { type: 'image/webp' });
    keys.set(name, tenantFolder(tenant) + key);
  }
  return keys;
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
