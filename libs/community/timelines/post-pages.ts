import { Injectable } from '@nestjs/common';
import { type Page, pagerOf, type WireJson, wirePage } from '#kernel/http';
import { PostViews } from '#community/posts';
import type { PostList } from './post-lists.js';

/** A page of posts as the wire has it. */
@Injectable()
export class PostPages {
  constructor(private readonly views: PostViews) {}

  json({ cards, total }: PostList, page: Page): WireJson {
    return wirePage(
      cards.map((card) => this.views.json(card)),
      pagerOf(page, total),
    );
  }
}
