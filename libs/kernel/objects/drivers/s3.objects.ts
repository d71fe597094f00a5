import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { CompletedPart } from '@aws-sdk/client-s3';
import { Config } from '#kernel/config';
import { checkedKey } from '../object-key.js';
import {
  type ByteRange,
  type FormRules,
  type ListedObject,
  type ObjectInfo,
  type ObjectPart,
  ObjectStore,
  type OpenObject,
  type SignedForm,
  type SignedReading,
} from '../object-store.js';
import { dispositionOf, savedType } from '../saving.js';
import { Spool, type Spooled } from '../spool.js';
import { Turns } from '../turns.js';
import { mayPass, S3Bucket, statusOf } from './s3-bucket.js';

/** From here on an object is brought in parts, which the SDK holds in memory: so only a few at a time. */
const large = 64 * 1024 * 1024;
const atATime = 4;

/** In a bucket of Amazon S3, or of any other store that speaks its protocol. */
@Injectable()
export class S3ObjectStore extends ObjectStore implements OnModuleInit, OnApplicationShutdown {
  readonly needsDoor = false;
  private readonly bucket: S3Bucket;
  private readonly spool: Spool;
  private readonly turns = new Turns(atATime);

  constructor(config: Config) {
    super();
    this.bucket = new S3Bucket(config);
    this.spool = new Spool(config.dataDir);
  }

  get place(): string {
    return this.bucket.place;
  }

  check(): Promise<void> {
    return this.bucket.check();
  }

  onModuleInit(): Promise<void> {
    return this.spool.sweep();
  }

  onApplicationShutdown(): Promise<void> {
    return this.bucket.close();
  }

  async put(key: string, content: Uint8Array | Readable, { type }: { type: string }): Promise<void> {
    const about = { ...this.at(key), ContentType: type };
    if (content instanceof Readable) return this.spool.use(content, (spooled) => this.putSpooled(about, spooled));
    await this.bucket.use(({ sdk, client }) => client.send(new sdk.PutObjectCommand({ ...about, Body: content })));
  }

  async find(key: string): Promise<ObjectInfo | null> {
    const asked = this.at(key);
    const found = await this.unlessMissing(() =>
      this.bucket.use(({ sdk, client }) => client.send(new sdk.HeadObjectCommand(asked))),
    );
    if (found) return { size: found.ContentLength ?? 0, type: found.ContentType ?? '', etag: bare(found.ETag) };
    await this.bucket.check();
    return null;
  }

  async open(key: string, range?: ByteRange): Promise<OpenObject | null> {
    const asked = { ...this.at(key), ...(range && { Range: `bytes=${range.first}-${range.last}` }) };
    const found = await this.unlessMissing(() =>
      this.bucket.use(({ sdk, client }) => client.send(new sdk.GetObjectCommand(asked))),
    );
    if (!found) return null;
    const size = found.ContentRange ? Number(found.ContentRange.split('/')[1]) : (found.ContentLength ?? 0);
    return { size, type: found.ContentType ?? '', etag: bare(found.ETag), stream: found.Body as Readable };
  }

  async copy(from: string, to: string): Promise<boolean> {
    const asked = { ...this.at(to), CopySource: `${this.bucket.name}/${checkedKey(from)}` };
    const copied = await this.unlessMissing(() =>
      this.bucket.use(({ sdk, client }) => client.send(new sdk.CopyObjectCommand(asked))),
    );
    return copied !== null;
  }

  async remove(...keys: readonly string[]): Promise<void> {
    const gone = keys.map((key) => ({ Key: checkedKey(key) }));
    for (let at = 0; at < gone.length; at += 1000) {
      const asked = { Bucket: this.bucket.name, Delete: { Quiet: true, Objects: gone.slice(at, at + 1000) } };
      const { Errors: [first, ...others] = [] } = await this.bucket.use(({ sdk, client }) =>
        client.send(new sdk.DeleteObjectsCommand(asked)),
      );
      const more = others.length > 0 ? ` and ${others.length} others` : '';
      if (first) throw new Error(`The S3 store kept ${first.Key}${more}: ${first.Code} ${first.Message ?? ''}`);
    }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    for (let token: string | undefined, more = true; more;) {
      const asked = { Bucket: this.bucket.name, Prefix: prefix, ...(token && { ContinuationToken: token }) };
      const page = await this.bucket.use(({ sdk, client }) => client.send(new sdk.ListObjectsV2Command(asked)));
      for (const { Key, Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
        if (Key !== undefined) yield { key: Key, size: Size, changedAt: LastModified };
      token = page.NextContinuationToken;
      more = page.IsTruncated === true && token !== undefined;
    }
  }

  async beginParts(key: string, { type }: { type: string }): Promise<string> {
    const asked = { ...this.at(key), ContentType: type };
    const begun = await this.bucket.use(({ sdk, client }) => client.send(new sdk.CreateMultipartUploadCommand(asked)));
    return begun.UploadId!;
  }

  async putPart(key: string, id: string, number: number, content: Uint8Array): Promise<ObjectPart> {
    const asked = { ...this.at(key), UploadId: id, PartNumber: number, Body: content };
    const { ETag } = await this.bucket.use(({ sdk, client }) => client.send(new sdk.UploadPartCommand(asked)));
    return { number, etag: bare(ETag) };
  }

  async completeParts(key: string, id: string, parts: readonly ObjectPart[]): Promise<void> {
    const inOrder = parts.toSorted((a, b) => a.number - b.number);
    const Parts: CompletedPart[] = inOrder.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` }));
    const asked = { ...this.at(key), UploadId: id, MultipartUpload: { Parts } };
    await this.bucket.use(({ sdk, client }) => client.send(new sdk.CompleteMultipartUploadCommand(asked)));
  }

  async abortParts(key: string, id: string): Promise<void> {
    const asked = { ...this.at(key), UploadId: id };
    await this.unlessMissing(() =>
      this.bucket.use(({ sdk, client }) => client.send(new sdk.AbortMultipartUploadCommand(asked))),
    );
  }

  async *listBegun(prefix: string): AsyncIterable<{ key: string; id: string; begunAt: Date }> {
    for (let from: { KeyMarker?: string; UploadIdMarker?: string } | null = {}; from;) {
      const asked: object = { Prefix: prefix, ...from };
      const page = await this.bucket.use(({ sdk, client }) =>
        client.send(new sdk.ListMultipartUploadsCommand({ Bucket: this.bucket.name, ...asked })),
      );
      for (const { Key, UploadId, Initiated = new Date(0) } of page.Uploads ?? [])
        if (Key !== undefined && UploadId !== undefined) yield { key: Key, id: UploadId, begunAt: Initiated };
      const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      from = IsTruncated && KeyMarker ? { KeyMarker, ...(UploadIdMarker && { UploadIdMarker }) } : null;
    }
  }

  async signForm(key: string, { type, largest, seconds }: FormRules): Promise<SignedForm> {
    const { Bucket, Key } = this.at(key);
    const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
    const Conditions = [['content-length-range', 0, largest] as ['content-length-range', number, number]];
    const Fields = { 'Content-Type': type }; // a field is a condition as well
    return this.bucket.use(({ signer }) =>
      createPresignedPost(signer, { Bucket, Key, Fields, Conditions, Expires: seconds }),
    );
  }

  async signReading(key: string, { seconds, saveAs }: SignedReading): Promise<string> {
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
    const saved = { ResponseContentType: savedType, ResponseContentDisposition: dispositionOf(saveAs) };
    const asked = {
      ...this.at(key),
      ...(saveAs === undefined ? { ResponseContentDisposition: dispositionOf() } : saved),
    };
    return this.bucket.use(({ sdk, signer }) =>
      getSignedUrl(signer, new sdk.GetObjectCommand(asked), { expiresIn: seconds }),
    );
  }

  private at(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.bucket.name, Key: checkedKey(key) };
  }

  private async putSpooled(about: { Bucket: string; Key: string; ContentType: string }, spooled: Spooled) {
    if (spooled.size >= large) return this.turns.take(() => this.putLarge(about, spooled));
    // The SDK does not send a stream again, for it cannot know that this one can be read anew.
    for (let attempt = 1; ; attempt += 1) {
      const Body = spooled.size > 0 ? spooled.read() : Buffer.alloc(0);
      const asked = { ...about, Body, ContentLength: spooled.size };
      try {
        await this.bucket.use(({ sdk, client }) => client.send(new sdk.PutObjectCommand(asked)));
        return;
      } catch (error) {
        if (attempt === 3 || !mayPass(error)) throw error;
        await pause(100 * 2 ** attempt * (0.5 + Math.random()));
      } finally {
        if (Body instanceof Readable) Body.destroy();
      }
    }
  }

  /** A failure of a part aborts all of it. */
  private async putLarge(params: { Bucket: string; Key: string; ContentType: string }, spooled: Spooled) {
    const { Upload } = await import('@aws-sdk/lib-storage');
    const Body = spooled.read();
    await this.bucket.use(({ client }) =>
      new Upload({ client, params: { ...params, Body }, queueSize: 2, partSize: 8 * 1024 * 1024 }).done(),
    );
  }

  /** Null when the store says 404; that the bucket itself is missing is an error all the same. */
  private async unlessMissing<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (missing.has((error as Error).name) && statusOf(error) === 404) return null;
      throw error;
    }
  }
}

const missing: ReadonlySet<string> = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);

const bare = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');
