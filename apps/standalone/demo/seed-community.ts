import type { INestApplicationContext } from '@nestjs/common';
import { Config } from '#kernel/config';
import { TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { type Tenant, tenantScope } from '#kernel/scope';
import { AccountsService, type Member } from '#community/identity';
import { MediaObjectsService } from '#community/media';
import { MembersService } from '#community/members';
import { SettingsAdministration } from '#community/site';
import type { DemoContent } from './demo-content.js';
import { storeFiles } from './seed-files.js';
import { PostSeeder } from './seed-posts.js';
import { seedBarriers, seedRelations } from './seed-relations.js';
import { seedTopics } from './seed-topics.js';

/** What the demo is to show, though a community begins without it. Things are sold where the deployment takes payments. */
const settingsOf = ({ settings: { tagline, suggested } }: DemoContent, maySell: boolean) => [
  { key: 'web_profile.enable_trends_bar', value: true },
  { key: 'look.tagline', value: tagline },
  { key: 'look.suggested_members', value: suggested.join(' ') },
  ...(maySell ? ['web_profile.enable_wallet', 'web_profile.allow_tweet_attachment_price'] : []).map((key) => ({
    key,
    value: true,
  })),
];

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
    const files = await storeFiles(app, tenant, content, seeding.pictures);
    seeding.progress?.(`${tenant.name}: members and posts`);
    await app.get(TenantDatabase, { strict: false }).transaction(async () => {
      const members = await addMembers(app, content, seeding.password);
      const owner = members.get(content.members[0]!)!;
      const maySell = app.get(Config, { strict: false }).payments !== 'off';
      await app.get(SettingsAdministration, { strict: false }).save(owner.id, settingsOf(content, maySell));
      await seedRelations(app, members, content);
      const media = app.get(MediaObjectsService, { strict: false });
      for (const { by, key, name: _name, ...about } of files) {
        const state = about.contentType === 'application/zip' ? 'ready' : 'pending';
        await media.keep(members.get(by)!.id, key, { ...about, state });
      }
      const seeder = new PostSeeder(app, { members, owner, files, pictureTexts: content.pictureTexts, maySell });
      for (const post of content.posts) await seeder.add(post);
      await seedTopics(app, owner, seeder.counted, content.topics);
      await seeder.deleteDoomed();
      await seedBarriers(app, members, content);
    });
  });
}

async function isSeeded(app: INestApplicationContext, { members }: DemoContent): Promise<boolean> {
  try {
    await app.get(MembersService, { strict: false }).getByUsername(members[1]!); // with all others, or by an earlier release
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'member.not-found') return false;
    throw error;
  }
}

async function addMembers(
  app: INestApplicationContext,
  { members, people }: DemoContent,
  password: string,
): Promise<Map<string, Member>> {
  const [owner, ...others] = members;
  const profiles = app.get(MembersService, { strict: false });
  const { id } = await profiles.getByUsername(owner!);
  const acting = new Map([[owner!, { ...actingAs(id, owner!), isAdmin: true }]]);
  const accounts = app.get(AccountsService, { strict: false });
  for (const name of others) acting.set(name, actingAs((await accounts.register(name, password)).id, name));
  for (const [name, { name: nickname, bio = '', link = '' }] of Object.entries(people))
    await profiles.describe(acting.get(name)!, { nickname, bio, link, isFindable: true });
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
