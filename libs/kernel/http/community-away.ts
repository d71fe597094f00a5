import type { Tenant } from '#kernel/scope';
import { AppError } from './app-error.js';

/** A community that is there and does not answer now: who asks is told its name and why, and nothing else of it. */
export class CommunityAway extends AppError {
  readonly community: { readonly name: string; readonly locale: string; readonly why: string };

  constructor(how: 'later' | 'archived', { name, locale, stateReason: why }: Tenant) {
    super(how === 'archived' ? 'tenant.archived' : 'tenant.unavailable', why ? { why } : {});
    this.community = { name, locale, why };
  }
}
