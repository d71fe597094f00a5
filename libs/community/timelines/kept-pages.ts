import { Injectable } from '@nestjs/common';
import { Cache, Freshness, hold, type Sized, type Stamp } from '#kernel/cache';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import type { PostRef } from '#community/posts';
import { type PostSource, viewerKey } from './post-source.js';

export interface KeptPage {
  readonly refs: readonly PostRef[];
  readonly total: number;
}

/** The end of a page: what follows it begins behind a row that stood at this place of its order. */
export interface Anchor {
  readonly offset: number;
  readonly place: readonly string[];
}

interface Kept<T> extends Sized {
  readonly stamps: readonly Stamp[];
  readonly value: T;
}

/** A list as one viewer gets it, with the state of the tables that it is made of. */
export interface Asked {
  readonly key: string;
  readonly stamps: readonly Stamp[];
}

const tables = ['post', 'member'];
const bytesOfRef = 120;
const bytesOfAnchor = 200;
/** Of a list that is read further than this, the places that were found last. */
const mostAnchors = 500;

/**
 * Which posts a page of a list has, and where it ends, as long as no row was changed of the tables that say so. A page
 * behind one that was read before begins there, instead of passing over all that is before it.
 */
@Injectable()
export class KeptPages {
  constructor(
    private readonly cache: Cache,
    private readonly freshness: Freshness,
  ) {}

  /** To be asked before the rows are read. */
  of(viewer: Viewer, { name, reads = [] }: PostSource): Asked {
    const stamps = this.freshness.stamps([...tables, ...reads, ...(viewer ? ['relation'] : [])]);
    return { key: `list:${name}:${viewerKey(viewer)}`, stamps };
  }

  find(asked: Asked, page: Page): KeptPage | undefined {
    return this.read<KeptPage>(pageKey(asked, page));
  }

  keep(asked: Asked, page: Page, kept: KeptPage): void {
    this.hold(pageKey(asked, page), asked, kept, kept.refs.length * bytesOfRef);
  }

  /** The nearest before the page. */
  anchorOf({ key }: Asked, { offset }: Page): Anchor | undefined {
    const before = this.read<readonly Anchor[]>(anchorsKey(key))?.filter((anchor) => anchor.offset <= offset) ?? [];
    return before.reduce<Anchor | undefined>(
      (last, next) => (last && last.offset > next.offset ? last : next),
      undefined,
    );
  }

  keepAnchor(asked: Asked, anchor: Anchor): void {
    const others = (this.read<readonly Anchor[]>(anchorsKey(asked.key)) ?? []).filter(
      ({ offset }) => offset !== anchor.offset,
    );
    const anchors = [...others.slice(1 - mostAnchors), anchor];
    if (hold(asked.stamps)) this.hold(anchorsKey(asked.key), asked, anchors, anchors.length * bytesOfAnchor);
  }

  private read<T>(key: string): T | undefined {
    const kept = this.cache.held<Kept<T>>(key);
    return kept && hold(kept.stamps) ? kept.value : undefined;
  }

  private hold<T>(key: string, { stamps }: Asked, value: T, size: number): void {
    this.cache.hold<Kept<T>>(key, { stamps, value, size });
  }
}

const pageKey = ({ key }: Asked, { offset, size }: Page): string => `${key}:${offset}:${size}`;
const anchorsKey = (key: string): string => `${key}:places`;
