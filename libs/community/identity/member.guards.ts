import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { AppError, HostCookies, isPage, pathOf } from '#kernel/http';
import { supportCookie, type SupportVisit, SupportVisits } from '#kernel/tenancy';
import { CommunitySettings } from '#community/site';
import type { Member, Viewer } from './member.js';
import { MemberAuthentication } from './member-authentication.js';
import { memberToken, type MemberTokenOptions } from './member-token.strategy.js';

export interface MemberRequest extends FastifyRequest {
  member?: Viewer;
  /** Somebody of support, who looks at a page of administrators and is no member. */
  support?: SupportVisit;
}

/** Mode jwt: a member with a valid session, banned or not. */
@Injectable()
export class SignedInGuard extends AuthGuard(memberToken) {
  constructor(
    private readonly authentication: MemberAuthentication,
    protected readonly settings: CommunitySettings,
  ) {
    super();
  }

  override getAuthenticateOptions(): MemberTokenOptions & { property: string } {
    return { authentication: this.authentication, property: 'member' };
  }

  override handleRequest<M>(error: unknown, member: M | false, refusal: unknown): M {
    if (error) throw error as Error;
    if (!member) throw refusal as AppError;
    return member;
  }
}

/** Mode jwt for what changes something: a banned member may only read. */
@Injectable()
export class UnbannedGuard extends SignedInGuard {
  override handleRequest<M>(error: unknown, member: M | false, refusal: unknown): M {
    return requireActive(super.handleRequest(error, member, refusal) as Viewer) as M;
  }
}

/** Mode priv: not banned, and with a phone number where the community asks for one. */
@Injectable()
export class ActiveGuard extends UnbannedGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const { member } = context.switchToHttp().getRequest<MemberRequest>();
    if (!member?.hasPhone && (await this.settings.get()).phoneRequired) throw new AppError('member.phone-required');
    return true;
  }
}

/** Mode admin. Whoever of support is let look may open its pages too, as a guest who sends no form. */
@Injectable()
export class AdministratorGuard extends SignedInGuard {
  constructor(
    authentication: MemberAuthentication,
    settings: CommunitySettings,
    private readonly cookies: HostCookies,
    private readonly visits: SupportVisits,
  ) {
    super(authentication, settings);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return (await super.canActivate(context)) as boolean;
    } catch (refusal) {
      const request = context.switchToHttp().getRequest<MemberRequest>();
      if (!(refusal instanceof AppError) || !(await this.letsLook(request))) throw refusal;
      return true;
    }
  }

  private async letsLook(request: MemberRequest): Promise<boolean> {
    const { method, url, headers } = request;
    const secret = this.cookies.read(headers.cookie, supportCookie);
    if (secret === undefined || !['GET', 'HEAD'].includes(method) || !isPage(pathOf(url))) return false;
    const visit = await this.visits.find(secret);
    if (!visit) return false;
    Object.assign(request, { member: null, support: visit });
    return true;
  }

  override handleRequest<M>(error: unknown, member: M | false, refusal: unknown): M {
    const found = super.handleRequest(error, member, refusal) as Member;
    if (!found.isAdmin || found.isBanned) throw new AppError('member.not-administrator');
    return found as M;
  }
}

/** Knows who has a session, and lets everybody in. Asks the plain function: passport would cost more than the answer. */
@Injectable()
export class EverybodyGuard implements CanActivate {
  constructor(
    private readonly authentication: MemberAuthentication,
    protected readonly settings: CommunitySettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<MemberRequest>();
    request.member = await this.viewer(request);
    return true;
  }

  private async viewer(request: FastifyRequest): Promise<Viewer> {
    const { authorization, cookie } = request.headers;
    if (authorization === undefined && cookie === undefined) return null;
    const found = await this.authentication.authenticateRequest(request);
    return found instanceof AppError ? null : found;
  }
}

/** Mode loose. */
@Injectable()
export class AnyoneGuard extends EverybodyGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const { member } = context.switchToHttp().getRequest<MemberRequest>();
    if (!member && (await this.settings.get()).membersOnly) throw new AppError('community.members-only');
    return true;
  }
}

/** For loose routes that only a member who is not banned may use after all. */
export function requireActive(viewer: Viewer): Member {
  if (!viewer) throw new AppError('auth.token-invalid');
  if (viewer.isBanned) throw new AppError('member.banned');
  return viewer;
}
