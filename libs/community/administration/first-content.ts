import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { type Tenant, tenantScope } from '#kernel/scope';
import { type FirstContent, TenantContent } from '#kernel/tenancy';
import type { Member } from '#community/identity';
import { MembersService } from '#community/members';
import { blockType, PostMarksService, PostsService, requestKeyOf, visibility } from '#community/posts';
import {
  featuredText,
  type SettingChange,
  SettingsAdministration,
  settingTable,
  type SiteTextName,
  SiteTextsService,
} from '#community/site';
import { TopicsService } from '#community/topics';

/** Says it in the owner's name by the services that owners use, so that all that follows from it follows here, too. */
@Injectable()
export class OwnFirstContent extends TenantContent {
  constructor(
    private readonly db: TenantDatabase,
    private readonly members: MembersService,
    private readonly settings: SettingsAdministration,
    private readonly texts: SiteTextsService,
    private readonly topics: TopicsService,
    private readonly posts: PostsService,
    private readonly marks: PostMarksService,
  ) {
    super();
  }

  async write(tenant: Tenant, ownerUsername: string, content: FirstContent): Promise<void> {
    await tenantScope.run(tenant, () =>
      this.db.transaction(async () => {
        const owner = await this.owner(ownerUsername);
        if (!(await this.choose(owner, content))) return;
        for (const { name } of content.topics) await this.topics.ensure(owner, name);
        for (const [name, body] of Object.entries(content.texts))
          await this.texts.save(owner.id, name as SiteTextName, body);
        if (content.post) await this.welcome(owner, content.post);
      }),
    );
  }

  /** False where all of it is there already: every content has a tagline. Whoever else writes waits until then. */
  private async choose(owner: Member, content: FirstContent): Promise<boolean> {
    let isNew = false;
    await this.settings.change(owner.id, ({ tagline }) => {
      isNew = tagline === '';
      return isNew ? choicesOf(content) : [];
    });
    return isNew;
  }

  private async owner(username: string): Promise<Member> {
    const { id } = await this.members.getByUsername(username);
    return { id, username, isAdmin: true, isBanned: false, hasPhone: false, sessionId: 0 };
  }

  private async welcome(owner: Member, { text, topics }: NonNullable<FirstContent['post']>): Promise<void> {
    const { id } = await this.posts.publish(owner, {
      blocks: [{ type: blockType.text, sort: 100, content: text }],
      tags: topics,
      mentions: [],
      visibility: visibility.everybody,
      ip: null,
      request: requestKeyOf('first-content', { text, topics }),
    });
    await this.marks.toggleTop(owner, id);
  }
}

const choicesOf = ({ tagline, topics }: FirstContent): SettingChange[] => [
  { key: settingTable.tagline.key, value: tagline },
  ...(topics.length > 0 ? [{ key: settingTable.featuredTopics.key, value: featuredText(topics) }] : []),
];
