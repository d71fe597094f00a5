import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { isObjectKey } from '#kernel/objects';
import { MemberAuthentication, mediaPassIn, SessionCookies } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { isAttachment, splitVariant } from '../media-object.js';
import { MediaLinks } from './media-links.js';
import { isGuarded, type ServedFile, type ServedObject } from './served-file.js';
import { type SignedPath, SignedPaths } from './signed-paths.js';

/** What an address asks for. */
export interface AskedFile {
  /** Of the file in the tenant's store. */
  readonly path: string;
  readonly variant?: string;
  readonly signed?: SignedPath;
}

/** By what somebody may read: a signed link to an attachment, a signed path, their membership, or nothing at all. */
export interface Admission {
  readonly by: 'link' | 'path' | 'membership' | 'nothing';
  /** Of a signed path: how long it holds. */
  readonly seconds?: number;
}

/** Null for what is no address of a file. */
export function askedFile(given: string): AskedFile | null {
  const signed = SignedPaths.parse(given);
  if (signed === 'invalid') throw new AppError('media.link-expired');
  const path = signed?.path ?? given;
  return isObjectKey(path) ? { ...splitVariant(path), ...(signed && { signed }) } : null;
}

/** Who may read a file. Not the guards of the API: a page's pictures are asked for without its token. */
@Injectable()
export class MediaAccess {
  constructor(
    private readonly links: MediaLinks,
    private readonly paths: SignedPaths,
    private readonly authentication: MemberAuthentication,
    private readonly cookies: SessionCookies,
    private readonly settings: CommunitySettings,
  ) {}

  /**
   * Asked before the file is looked for, so that nobody learns by the refusal whether it exists. `passes`: whether
   * members are known by their cookie or token, which they are on the host of their community only.
   */
  async admit({ path, signed }: AskedFile, request: FastifyRequest, passes: boolean): Promise<Admission> {
    if (isAttachment(path)) {
      if (!this.links.holds(path, request.query as object)) throw new AppError('media.link-expired');
      return { by: 'link' };
    }
    if (signed) {
      const seconds = this.paths.secondsLeft(signed, path);
      if (seconds === 0) throw new AppError('media.link-expired');
      return { by: 'path', seconds };
    }
    if (!(await this.settings.get()).membersOnly) return { by: 'nothing' };
    if (!passes || !(await this.isMember(request))) throw new AppError('community.members-only');
    return { by: 'membership' };
  }

  private async isMember({ headers }: FastifyRequest): Promise<boolean> {
    const token = mediaPassIn(headers.cookie) ?? this.cookies.tokenIn(headers.cookie);
    const asked = [
      ...(headers.authorization === undefined ? [] : [this.authentication.authenticate(headers.authorization)]),
      ...(token === undefined ? [] : [this.authentication.authenticateToken(token)]),
    ];
    return (await Promise.all(asked)).some((found) => !(found instanceof AppError));
  }
}

/** What not everybody may see is as if it were not there, for whoever has no signed address of it. */
export const isHidden = (file: ServedFile, { by }: Admission): boolean =>
  isGuarded(file) && by !== 'path' && by !== 'link';

/** For how long, and by whom, an answer may be kept (Cache-Control). */
export function keepingOf(file: ServedFile, { isFinal }: ServedObject, { by, seconds = 0 }: Admission): string {
  if (by === 'link') return 'private, no-store';
  const whose = by === 'nothing' && file.isPublic ? 'public' : 'private';
  if (!isFinal) return `${whose}, no-cache`; // the same address answers other bytes soon
  if (by === 'path') return `private, max-age=${seconds}`;
  if (by === 'membership') return 'private, max-age=3600';
  return file.isPublic ? 'public, max-age=31536000, immutable' : 'private, max-age=300'; // other bytes have another key
}
