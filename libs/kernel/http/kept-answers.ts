import { createHash } from 'node:crypto';
import { gzip } from 'node:zlib';
import { Injectable, type CustomDecorator } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cache, Freshness, hold, type Sized, type Stamp } from '#kernel/cache';
import type { Tenant } from '#kernel/scope';
import { EarlyViewers } from './early-viewers.js';
import { acceptsEncoding, gzipLevel, leastCompressed } from './encodings.js';
import { type FlagSlot, SharedJson } from './shared-json.js';

export interface KeptRoute {
  readonly madeOf?: readonly string[];
}

/** What a request began with that was not answered early. */
interface Beginning {
  readonly key: string;
  readonly tenant: Tenant;
  readonly stamps: readonly Stamp[];
}

/** Bytes that are sent, and the tag by which a client knows them again. */
interface Shown extends Sized {
  readonly key: string;
  readonly bytes: Buffer;
  readonly tag: string;
}

interface KeptAnswer extends Shown {
  readonly tenant: Tenant;
  readonly stamps: readonly Stamp[];
  readonly slots: readonly FlagSlot[] | null;
}

/** What some members get of it. */
interface OwnAnswer extends Shown {
  readonly of: KeptAnswer;
}

/** The same, for those who take it compressed. */
interface ZippedAnswer extends Shown {
  readonly of: Shown;
}

const longestTarget = 400;
const type = 'application/json; charset=utf-8';

/**
 * A GET route of a community whose `SharedJson` is kept until a row of these tables changes. Its guard lets guests in
 * unless the community is for members only, and nothing but the request's target and these rows makes its answer.
 */
export const MadeOf = (...tables: string[]): CustomDecorator => RouteConfig({ madeOf: tables } satisfies KeptRoute);

/**
 * Answers of a community that are the same for all guests, as they were sent: found again by the target of a request,
 * before anything else is done for it. Members get a copy with their own flags in it.
 */
@Injectable()
export class KeptAnswers {
  private readonly beginnings = new WeakMap<FastifyRequest, Beginning>();
  private readonly zipping = new WeakSet<Shown>();

  constructor(
    private readonly cache: Cache,
    private readonly freshness: Freshness,
    private readonly viewers: EarlyViewers,
  ) {}

  /** In the scope of the community. How many bytes were sent; null: it is to be made. */
  answer(tenant: Tenant, { madeOf }: KeptRoute, request: FastifyRequest, reply: FastifyReply): number | null {
    if (!madeOf || !this.cache.holdsAny || request.method !== 'GET' || request.url.length > longestTarget) return null;
    const key = `answer:${request.url}`;
    const kept = this.cache.held<KeptAnswer>(key);
    if (!kept || kept.tenant !== tenant || !hold(kept.stamps)) {
      this.beginnings.set(request, { key, tenant, stamps: this.freshness.stamps(madeOf) });
      return null;
    }
    const flagged = this.viewers.flagged(request);
    if (flagged === undefined || (flagged !== 'guest' && !kept.slots)) return null;
    return this.send(request, reply, flagged === 'guest' ? kept : this.own(kept, kept.slots!, flagged));
  }

  /** What is to be sent instead of `json`, and the next time at once. */
  keep(request: FastifyRequest, reply: FastifyReply, { json, slotsIn, flagged }: SharedJson): Buffer {
    const made = Buffer.from(json);
    const beginning = this.beginnings.get(request);
    if (!beginning) return slotsIn && flagged.size ? flaggedCopy(made, slotsIn(made), flagged) : made;
    const { key, tenant, stamps } = beginning;
    const bytes = alone(made);
    const slots = slotsIn ? slotsIn(bytes) : null;
    const size = bytes.length + 50 * (slots?.length ?? 0);
    const kept: KeptAnswer = { key, tenant, stamps, bytes, tag: tagOf(bytes), slots, size };
    this.cache.hold(key, kept);
    const own = slots ? this.own(kept, slots, flagged) : kept;
    void reply.headers(headersOf(own.tag));
    return own.bytes;
  }

  /** With the flags of a viewer: one copy for all to whom it says the same. */
  private own(kept: KeptAnswer, slots: readonly FlagSlot[], flagged: ReadonlySet<number>): Shown {
    const flags = flagsOf(slots, flagged);
    if (flags === null) return kept;
    const key = `${kept.key} ${flags}`;
    const known = this.cache.held<OwnAnswer>(key);
    if (known?.of === kept) return known;
    const bytes = withFlags(kept.bytes, slots, flags);
    const own: OwnAnswer = { key, of: kept, bytes, tag: tagWith(kept.tag, `.${flags}`), size: bytes.length };
    this.cache.hold(key, own);
    return own;
  }

  private send({ headers }: FastifyRequest, reply: FastifyReply, plain: Shown): number {
    const zipped =
      plain.bytes.length >= leastCompressed && acceptsEncoding(headers, 'gzip') ? this.zipped(plain) : null;
    const { bytes, tag } = zipped ?? plain;
    const known = headers['if-none-match'];
    if (known !== undefined && (known.includes(tag) || known.includes(plain.tag))) {
      const own = known.includes(tag) ? tag : plain.tag; // of several, perhaps, or made weak by a proxy
      void reply.headers(headersOf(own)).status(304).send();
      return 0;
    }
    if (zipped) void reply.header('content-encoding', 'gzip');
    void reply.headers(headersOf(tag)).type(type).send(bytes);
    return bytes.length;
  }

  /** Null while it is being made, beside the requests. */
  private zipped(plain: Shown): Shown | null {
    const key = `${plain.key} gzip`;
    const known = this.cache.held<ZippedAnswer>(key);
    if (known?.of === plain) return known;
    if (this.zipping.has(plain)) return null;
    this.zipping.add(plain);
    gzip(plain.bytes, { level: gzipLevel }, (error, bytes) => {
      this.zipping.delete(plain);
      if (error) return; // it goes on to be sent as it is
      const tag = tagWith(plain.tag, '.gzip');
      this.cache.hold<ZippedAnswer>(key, { key, of: plain, bytes: alone(bytes), tag, size: bytes.length });
    });
    return null;
  }
}

const headersOf = (tag: string) => ({
  etag: tag,
  'cache-control': 'private, no-cache',
  vary: 'Origin, Accept-Encoding',
});

const tagOf = (bytes: Buffer): string => `"${createHash('sha1').update(bytes).digest('base64url')}"`;

const tagWith = (tag: string, end: string): string => `${tag.slice(0, -1)}${end}"`;

const flaggedCopy = (bytes: Buffer, slots: readonly FlagSlot[], flagged: ReadonlySet<number>): Buffer =>
  withFlags(bytes, slots, flagsOf(slots, flagged));

/** A copy with memory of its own: a part of a larger piece would keep all of that. */
function alone(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** A sign for each slot; null when none is raised. */
function flagsOf(slots: readonly FlagSlot[], flagged: ReadonlySet<number>): string | null {
  if (flagged.size === 0) return null;
  let [flags, isAny] = ['', false];
  for (const { memberId } of slots) {
    const isRaised = flagged.has(memberId);
    isAny ||= isRaised;
    flags += isRaised ? '1' : '0';
  }
  return isAny ? flags : null;
}

/** `false` has one sign more than `true`; a space in its place is still JSON. */
function withFlags(bytes: Buffer, slots: readonly FlagSlot[], flags: string | null): Buffer {
  if (flags === null) return bytes;
  const own = alone(bytes);
  for (const [index, { at }] of slots.entries()) if (flags[index] === '1') own.write('true ', at, 'latin1');
  return own;
}
