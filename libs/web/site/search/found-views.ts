import { Injectable } from '@nestjs/common';
import { memberCard } from '#community/members';
import { type FoundMemberRow, type Piece, piecesOf, type Wanted } from '#community/search';
import { foundPieces, type SearchResult } from '#community/timelines';
import type { TopicRow } from '#community/topics';
import type { ReadingVisit } from '#web/shell';
import { person } from '../posts/post-models.js';
import { ShownPosts } from '../posts/shown-posts.js';
import { topicView } from '../topics/topic-view.js';
import type { TopicView } from '../topics/topic-row.js';
import type { FoundPersonView, FoundPostView } from './found.js';

export interface FoundTopicView {
  readonly topic: TopicView;
  readonly pieces: readonly Piece[];
}

/** One of the three has the results. */
export interface FoundViews {
  readonly posts: readonly FoundPostView[];
  readonly members: readonly FoundPersonView[];
  readonly topics: readonly FoundTopicView[];
}

export const countOf = ({ posts, members, topics }: FoundViews): number =>
  posts.length + members.length + topics.length;

/** What was found, as pages show it. */
@Injectable()
export class ShownResults {
  constructor(private readonly posts: ShownPosts) {}

  async of(visit: ReadingVisit, { found, wanted }: SearchResult): Promise<FoundViews> {
    const none: FoundViews = { posts: [], members: [], topics: [] };
    if (found.kind === 'member') return { ...none, members: this.members(visit, found.list) };
    if (found.kind === 'topic') return { ...none, topics: this.topics(found.list, wanted) };
    const posts = await this.posts.list(visit, found.list);
    return { ...none, posts: posts.map((post, index) => ({ post, pieces: foundPieces(found.list[index]!, wanted) })) };
  }

  members({ site, viewer }: Pick<ReadingVisit, 'site' | 'viewer'>, rows: readonly FoundMemberRow[]): FoundPersonView[] {
    return rows.map((row) => {
      const card = memberCard(row, site);
      return {
        person: person(card, site),
        followers: row.followerCount,
        isFollowing: card.is_following,
        isSelf: row.id === viewer?.id,
      };
    });
  }

  topics(rows: readonly TopicRow[], wanted: Wanted): FoundTopicView[] {
    return rows.map((row) => ({ topic: topicView(row), pieces: piecesOf(`#${row.name}`, wanted) }));
  }
}
