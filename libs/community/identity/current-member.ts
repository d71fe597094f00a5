import { applyDecorators, createParamDecorator, type ExecutionContext, type Type, UseGuards } from '@nestjs/common';
import { AppError, describeAccess } from '#kernel/http';
import type { Member, Viewer } from './member.js';
import {
  ActiveGuard,
  AdministratorGuard,
  AnyoneGuard,
  EverybodyGuard,
  type MemberRequest,
  SignedInGuard,
  UnbannedGuard,
} from './member.guards.js';

type Access = MethodDecorator & ClassDecorator;
const access = (guard: Type, name: Parameters<typeof describeAccess>[0]): Access =>
  applyDecorators(UseGuards(guard), describeAccess(name));

/** Mode jwt of the wire: needs a valid session. A banned member passes, for they may read. */
export const SignedIn = (): Access => access(SignedInGuard, 'signed-in');
/** Mode jwt for routes that change something: not for banned members. */
export const Unbanned = (): Access => access(UnbannedGuard, 'unbanned');
/** Mode priv: needs a valid session of a member who may write. */
export const Active = (): Access => access(ActiveGuard, 'active');
/** Mode admin: needs a valid session of an administrator. */
export const Administrator = (): Access => access(AdministratorGuard, 'administrator');
/** Mode loose: whoever has no valid session is a guest, unless the community is for its members only. */
export const Anyone = (): Access => access(AnyoneGuard, 'anyone');
/** The same also where a community is for its members only: for the few pages that it shows guests all the same. */
export const Everybody = (): Access => applyDecorators(UseGuards(EverybodyGuard));

/** The acting member of a route with `@SignedIn()`, `@Unbanned()`, `@Active()` or `@Administrator()`. */
export const CurrentMember = createParamDecorator((_: unknown, context: ExecutionContext): Member => {
  const { member, support } = context.switchToHttp().getRequest<MemberRequest>();
  if (!member && support) throw new AppError('member.not-administrator'); // of support, for whom nothing is done
  if (!member) throw new Error('@CurrentMember() needs @SignedIn() or a stricter one on the route.');
  return member;
});

/** The member who looks, or null for a guest; for routes with `@Anyone()`. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { member } = context.switchToHttp().getRequest<MemberRequest>();
  if (member === undefined) throw new Error('@CurrentViewer() needs @Anyone() or @Everybody() on the route.');
  return member;
});
