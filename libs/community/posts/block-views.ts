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
  readonly file?: ShownFile;
}

/** What is known of a file; of one that is attached its state and size alone. */
export interface ShownFile {
  /** `pending` until its variants are made. */
  readonly state: 'pending' | 'ready' | 'failed';
  /** As shown; of what has none, 0. */
  readonly width?: number;
  readonly height?: number;
  /** How long it plays. */
  readonly ms?: number;
  /** Thumbhash, in base64. */
  readonly hash?: string;
  readonly animated?: boolean;
  /** Why it failed. */
  readonly reason?: string;
  readonly size?: number;
  /** What there is of it beside it, each at its own address: see `variantKey`. */
  readonly variants?: readonly string[];
}

/**
 * Blocks on their way out. PostgreSQL writes a key as `"media": "`, and in a text of a member every quote is escaped:
 * so this finds keys only, and a block of a file gets its address without its JSON being read.
 *
 * Whoever calls this has asked whether the reader may see the blocks; `isPublic`: whether everybody may. The addresses
 * of other files are signed, and only who was given one can read it.
 */
@Injectable()
export class BlockViews {
  constructor(private readonly urls: MediaUrls) {}

  /** JSON for the wire. A client puts titles and texts into its page as HTML, so no `<` may reach it (content 1.16). */
  json(blocks: string, isPublic: boolean): string {
    return this.withAddresses(blocks, isPublic).replaceAll('<', '&lt;');
  }

  /** For our own pages, which escape what they show. */
  list(blocks: string, isPublic: boolean): ShownBlock[] {
    return JSON.parse(this.withAddresses(blocks, isPublic)) as ShownBlock[];
  }

  /** Whether all addresses of files run out after a while. */
  signsAll(): boolean {
    return this.urls.signsAll();
  }

  private withAddresses(blocks: string, isPublic: boolean): string {
    if (!blocks.includes('"media": "')) return blocks;
    if (isPublic && !this.urls.signsAll()) {
      const folder = tenantFolder(tenantScope.current());
      return blocks.replaceAll(`"media": "${folder}`, `"content": "${this.urls.base()}`);
    }
    return blocks.replaceAll(
      /"media": "([^"]+)"/g,
      (_, key: string) => `"content": "${this.urls.urlOf(key, { guarded: true })}"`,
    );
  }
}
