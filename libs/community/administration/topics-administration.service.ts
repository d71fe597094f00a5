import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import type { Member } from '#community/identity';
import { isTopic, tagKey } from '#community/posts';
import {
  type FeaturedTopic,
  featuredIn,
  featuredText,
  type Settings,
  type SettingChange,
  SettingsAdministration,
  settingTable,
  unlistedIn,
} from '#community/site';
import { TopicsService } from '#community/topics';
import { moved, type Step } from './in-order.js';
import {
  type AdministeredTopic,
  type TopicsPage,
  TopicsAdministrationQueries,
} from './topics-administration.queries.js';

export interface ListedTopic extends AdministeredTopic {
  readonly isFeatured: boolean;
  /** In none of the lists that everybody sees. */
  readonly isUnlisted: boolean;
}

export interface FeaturedTopicStanding extends FeaturedTopic {
  readonly posts: number;
  readonly followers: number;
}

export interface TopicsStanding {
  /** In their order. */
  readonly featured: readonly FeaturedTopicStanding[];
  readonly topics: readonly ListedTopic[];
  readonly more: boolean;
}

interface Chosen {
  readonly featured: readonly FeaturedTopic[];
  readonly unlisted: readonly string[];
}

/** What the owner decides of topics: which come first, with what is said of them, and which are in no list. */
@Injectable()
export class TopicsAdministrationService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly queries: TopicsAdministrationQueries,
    private readonly topics: TopicsService,
    private readonly settings: SettingsAdministration,
  ) {}

  /** `words`: a part of the name, with a `#` before or without. */
  async list({ words, ...page }: Omit<TopicsPage, 'letters'> & { readonly words: string }): Promise<TopicsStanding> {
    const { featured, unlisted } = chosenIn(await this.settings.read());
    const keys = new Set(featured.map(({ name }) => tagKey(name)));
    const left = new Set(unlisted.map(tagKey));
    const letters = tagKey(bare(words));
    const [rows, known] = await Promise.all([
      this.queries.list({ ...page, letters, limit: page.limit + 1 }),
      keys.size > 0 ? this.queries.listByKeys([...keys]) : [],
    ]);
    return {
      featured: featured.map((topic) => standing(topic, known)),
      topics: rows.slice(0, page.limit).map((row) => ({
        ...row,
        isFeatured: keys.has(row.key),
        isUnlisted: left.has(row.key) && !keys.has(row.key),
      })),
      more: rows.length > page.limit,
    };
  }

  /** Last of the featured ones, or in its place. `words`: what is said of it. There need be no post with it yet. */
  async feature(admin: Member, typed: string, words?: string): Promise<void> {
    const [name, about] = [bare(typed), words?.replaceAll(/\s+/g, ' ').trim()];
    if (!isTopic(name)) throw new InvalidRequest(['topic must be a name without spaces, # or <']);
    await this.db.transaction(async () => {
      await this.change(admin, ({ featured, unlisted }) => ({
        featured: featured.some(named(name))
          ? featured.map((one) => (named(name)(one) ? { ...one, about: about ?? one.about } : one))
          : [...featured, { name, about: about ?? '' }],
        unlisted: unlisted.filter((one) => tagKey(one) !== tagKey(name)),
      }));
      await this.topics.ensure(admin, name);
    });
  }

  async unfeature(admin: Member, name: string): Promise<void> {
    await this.change(admin, (chosen) => ({ ...chosen, featured: chosen.featured.filter((one) => !named(name)(one)) }));
  }

  async move(admin: Member, name: string, step: Step): Promise<void> {
    await this.change(admin, (chosen) => ({ ...chosen, featured: moved(chosen.featured, named(name), step) }));
  }

  /** Whether it is among those that everybody is shown. A featured one is. */
  async setListed(admin: Member, name: string, isListed: boolean): Promise<void> {
    if (!isTopic(name)) throw new InvalidRequest(['topic must be a name without spaces, # or <']);
    await this.change(admin, ({ featured, unlisted }) => {
      const others = unlisted.filter((one) => tagKey(one) !== tagKey(name));
      if (isListed) return { featured, unlisted: others };
      return { featured: featured.filter((one) => !named(name)(one)), unlisted: [...others, name] };
    });
  }

  private async change(admin: Member, next: (chosen: Chosen) => Chosen): Promise<void> {
    await this.settings.change(admin.id, (held) => {
      const { featured, unlisted } = next(chosenIn(held));
      const wanted = { featuredTopics: featuredText(featured), unlistedTopics: unlisted.join(' ') } as const;
      return (['featuredTopics', 'unlistedTopics'] as const)
        .filter((name) => wanted[name] !== held[name])
        .map((name): SettingChange => ({ key: settingTable[name].key, value: wanted[name] }));
    });
  }
}

const chosenIn = ({ featuredTopics, unlistedTopics }: Settings): Chosen => ({
  featured: featuredIn(featuredTopics),
  unlisted: unlistedIn(unlistedTopics),
});

const named =
  (name: string) =>
  (one: FeaturedTopic): boolean =>
    tagKey(one.name) === tagKey(name);

const bare = (typed: string): string => typed.trim().replace(/^[#＃]+/u, '');

/** In the spelling that came first, where a post has it. */
function standing(topic: FeaturedTopic, known: readonly AdministeredTopic[]): FeaturedTopicStanding {
  const row = known.find(({ key }) => key === tagKey(topic.name));
  return { ...topic, name: row?.name ?? topic.name, posts: row?.posts ?? 0, followers: row?.followers ?? 0 };
}
