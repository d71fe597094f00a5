import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { MemberAuthentication, mediaPassIn } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { isAttachment } from '../media-object.js';
import { MediaLinks } from './media-links.js';

/** Who may read a file. Not the guards of the API: a page's pictures are asked for without its token. */
@Injectable()
export class MediaAccess {
  constructor(
    private readonly links: MediaLinks,
    private readonly authentication: MemberAuthentication,
    private readonly settings: CommunitySettings,
  ) {}

  /** Answers how it may be kept (Cache-Control). Asked before the file is looked for, so that nobody learns by the refusal whether it exists. */
  async admit(path: string, request: FastifyRequest): Promise<string> {
    if (isAttachment(path)) {
      if (!this.links.holds(path, request.query as object)) throw new AppError('media.link-expired');
      return 'private, no-store';
    }
    if (!(await this.settings.get()).membersOnly) return 'public, max-age=31536000, immutable'; // other bytes have another key
    if (!(await this.isMember(request))) throw new AppError('community.members-only');
    return 'private, max-age=3600';
  }

  private async isMember({ headers }: FastifyRequest): Promise<boolean> {
    const token = mediaPassIn(headers.cookie);
    const asked = [
      ...(headers.authorization === undefined ? [] : [this.authentication.authenticate(headers.authorization)]),
      ...(token === undefined ? [] : [this.authentication.authenticateToken(token)]),
    ];
    return (await Promise.all(asked)).some((found) => !(found instanceof AppError));
  }
}
