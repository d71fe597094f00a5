import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { MediaUrls } from '#community/media';

/** A block as people get it: `content` is the text, or the address of a link or file. */
export interface ShownBlock {
  readonly id: Id;
  readonly type: number;
  readonly sort: number;
  readonly content: string;
  /** What a picture or film shows, in words. */
  readonly alt?: string;
}

/**
 * Blocks on their way out. PostgreSQL writes a key as `"media": "`, and in a text of a member every quote is escaped:
 * so this finds keys only, and a block of a file gets its address without its JSON being read.
 */
@Injectable()
export class BlockViews {
  constructor(private readonly urls: MediaUrls) {}

  /** JSON for the wire. A client puts titles and texts into its page as HTML, so no `<` may reach it (content 1.16). */
  json(blocks: string): string {
    return this.withAddresses(blocks).replaceAll('<', '&lt;');
  }

  /** For our own pages, which escape what they show. */
  list(blocks: string): ShownBlock[] {
    return JSON.parse(this.withAddresses(blocks)) as ShownBlock[];
  }

  private withAddresses(blocks: string): string {
    if (!blocks.includes('"media": "')) return blocks;
    const folder = tenantFolder(tenantScope.current());
    return blocks.replaceAll(`"media": "${folder}`, `"content": "${this.urls.base()}`);
  }
}
