import { createParamDecorator, type ExecutionContext, UseGuards } from '@nestjs/common';
import type { Member, Viewer } from './member.js';
import { ActiveGuard, AnyoneGuard, type MemberRequest, SignedInGuard } from './member.guards.js';

/** Mode jwt of the wire: needs a valid session. A banned member passes; routes that change something take `@Active()`. */
export const SignedIn = (): MethodDecorator & ClassDecorator => UseGuards(SignedInGuard);
/** Mode priv: needs a valid session of a member who is not banned. */
export const Active = (): MethodDecorator & ClassDecorator => UseGuards(ActiveGuard);
/** Mode loose: whoever has no valid session is a guest. */
export const Anyone = (): MethodDecorator & ClassDecorator => UseGuards(AnyoneGuard);

/** The acting member of a route with `@SignedIn()` or `@Active()`. */
export const CurrentMember = createParamDecorator((_: unknown, context: ExecutionContext): Member => {
  const { member } = context.switchToHttp().getRequest<MemberRequest>();
  if (!member) throw new Error('@CurrentMember() needs @SignedIn() or @Active() on the route.');
  return member;
});

/** The member who looks, or null for a guest; for routes with `@Anyone()`. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { member } = context.switchToHttp().getRequest<MemberRequest>();
  if (member === undefined) throw new Error('@CurrentViewer() needs @Anyone() on the route.');
  return member;
});
