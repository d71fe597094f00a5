import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Member } from '#community/identity';
import { AppError, InvalidRequest } from '#kernel/http';
import type { OwnFileRow } from '../uploads/media-uploads.repository.js';
import { uploadTypes } from '../uploads/upload-formats.js';
import { UploadPatience } from '../uploads/upload-patience.js';
import { tooLarge } from '../uploads/upload-streams.js';
import { RequestBytes } from './request-bytes.js';
import { ResumableUploadsService } from './resumable-uploads.service.js';
import { expirySeconds, UploadRefused } from './resumable-way.js';
import { TusSession } from './tus-session.js';
import { UploadLeases } from './upload-leases.js';

export const uploadsPath = '/v1/uploads';
const largest = Math.max(...[...uploadTypes.values()].map((type) => type.largest));
const extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
const chunk = 'application/offset+octet-stream';

export interface TusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The upload that was asked about. */
  readonly row?: OwnFileRow;
  readonly refusal?: Error;
  /** The rest of the body is not wanted. */
  readonly isCut: boolean;
}

/**
 * Resumable uploads by the protocol of tus, version 1.0. The library reads headers and writes answers; the bytes it is not
 * given, because its streams would hold some of each request that waits.
 */
@Injectable()
export class TusExchange {
  constructor(
    private readonly uploads: ResumableUploadsService,
    private readonly leases: UploadLeases,
    private readonly patience: UploadPatience,
  ) {}

  /** `member`: none for OPTIONS, which says what this server can. */
  async answer(request: FastifyRequest, member?: Member): Promise<TusAnswer> {
    const tus = await import('@tus/server');
    const bytes = new RequestBytes(request.raw, this.patience.milliseconds);
    const session = new TusSession(member?.id ?? 0, bytes, this.leases, this.uploads);
    const held = request.headers['content-type'] === chunk;
    const datastore = Object.assign(new tus.DataStore(), {
      extensions,
      getExpiration: () => expirySeconds * 1000,
      create: async (upload: InstanceType<typeof tus.Upload>) => {
        await session.create(upload, { held });
        return upload;
      },
      getUpload: async () => new tus.Upload(await session.describe()),
      write: () => session.write(),
      remove: () => session.remove(),
    });
    let thrown: unknown;
    const server = new tus.Server({
      path: uploadsPath,
      relativeLocation: true,
      getFileIdFromRequest: (_, last) => last, // of itself it takes no id that is found in the path, such as 1
      maxSize: largest,
      datastore,
      locker: {
        newLock: (id) => ({
          // Of what is just announced, nobody else knows.
          lock: async () => void (request.method === 'POST' || (await session.take(id))),
          unlock: () => session.giveBack(),
        }),
      },
      onResponseError: (_, error) => void (thrown = error),
    });
    const response = await server.handleWeb(withoutBody(request) as Parameters<typeof server.handleWeb>[0]);
    const refusal = response.status < 400 ? undefined : refusalOf(response.status, thrown, await response.text());
    bytes.leave();
    const headers = headersOf(response.headers);
    return { status: response.status, headers, row: session.row, refusal, isCut: bytes.isStopped };
  }
}

const spoken = /^(tus-|upload-|content-(type|length)$)/;

/** Only what the protocol speaks of: of hosts and proxies others know more. */
function withoutBody({ method, url, headers }: FastifyRequest): Request {
  const told = Object.entries(headers).filter(([name]) => spoken.test(name));
  const { pathname } = new URL(url, 'http://uploads');
  return new Request(`http://uploads${pathname}`, {
    method,
    headers: told.map(([name, value]) => [name, String(value)]),
  });
}

/** Who may read an answer from elsewhere is decided for all routes in one place. */
const headersOf = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !/^(access-control-|content-|connection$)/.test(name)));

function refusalOf(status: number, thrown: unknown, said: string): Error {
  if (thrown instanceof Error && !('status_code' in thrown)) return thrown;
  const reason = said.trim();
  if (status === 413) return tooLarge(largest);
  if (status === 501) return new AppError('request.not-implemented', { fields: [reason] });
  if (status === 404) return new AppError('request.not-found');
  if (status === 410) return new UploadRefused('request.not-found', status, 'the upload has expired: begin it anew');
  if (status === 409)
    return new UploadRefused('upload.failed', status, 'the upload has come to another offset: ask for it');
  if (reason === 'Invalid tus-resumable') return new UploadRefused('request.invalid', 412, 'the version is 1.0.0');
  return status === 400 ? new InvalidRequest([reason]) : new UploadRefused('request.invalid', status, reason);
}
