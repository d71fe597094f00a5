import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError, type EarlyViewers } from '#kernel/http';
import { MemberAuthentication } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { ViewerTiesService } from './viewer-ties.service.js';

/** As `AnyoneGuard` decides: whoever has no session is a guest, and gets nothing where only members do. */
@Injectable()
export class MemberEarlyViewers implements EarlyViewers {
  constructor(
    private readonly authentication: MemberAuthentication,
    private readonly settings: CommunitySettings,
    private readonly ties: ViewerTiesService,
  ) {}

  flagged({ headers }: FastifyRequest): ReadonlySet<number> | 'guest' | undefined {
    const viewer = headers.authorization === undefined ? null : this.authentication.peek(headers.authorization);
    if (viewer === undefined) return undefined;
    if (viewer === null || viewer instanceof AppError) {
      return this.settings.known()?.membersOnly === false ? 'guest' : undefined;
    }
    const ties = this.ties.peek(viewer);
    return ties?.hidesNobody ? ties.follows : undefined;
  }
}
