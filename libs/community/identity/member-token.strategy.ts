import passport from 'passport';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import type { MemberAuthentication } from './member-authentication.js';

export const memberToken = 'member-token';

export interface MemberTokenOptions {
  readonly authentication: MemberAuthentication;
}

/**
 * Holds nothing: passport's register is one for the whole process, which in tests has several applications, so each
 * request brings along what it is authenticated by.
 */
class MemberTokenStrategy extends passport.Strategy {
  override authenticate(
    this: passport.StrategyCreated<MemberTokenStrategy>,
    request: unknown,
    { authentication }: MemberTokenOptions,
  ): void {
    authentication.authenticateRequest(request as FastifyRequest).then(
      (found) => (found instanceof AppError ? this.fail(found, found.status) : this.success(found)),
      (error: unknown) => this.error(error),
    );
  }
}

passport.use(memberToken, new MemberTokenStrategy());
