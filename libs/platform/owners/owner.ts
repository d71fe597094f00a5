import type { Id } from '#kernel/database';
import type { TenantState } from '#kernel/scope';

/** What the platform knows of who owns a community. */
export interface Owner {
  readonly tenantId: Id;
  readonly slug: string;
  readonly name: string;
  readonly state: TenantState;
  readonly locale: string;
  readonly username: string;
  /** In force; null: nobody has said one. */
  readonly email: string | null;
  /** Null: nobody has shown yet that it is theirs. */
  readonly verifiedAt: Date | null;
  /** Whether limits are low until an address is verified. */
  readonly isUnverified: boolean;
}

/** An address that has still to be shown to be the owner's. */
export interface OwnerClaim {
  readonly email: string;
  readonly expiresAt: Date;
}

export interface OwnerOffer {
  readonly from: string;
  readonly to: string;
  readonly expiresAt: Date;
}

export interface OwnerRecovery {
  readonly id: Id;
  readonly username: string;
  readonly email: string | null;
  readonly proof: string;
  /** Null: they have no account yet. */
  readonly memberId: Id | null;
  /** They get a link to set a password. */
  readonly isInvited: boolean;
  readonly askedBy: Id | null;
  readonly askedName: string;
  readonly askedAt: Date;
  /** When whoever asked may confirm it alone, where there is no other operator to do so. */
  readonly readyAt: Date;
  readonly isReady: boolean;
}

/** All that is known of a community's owner, and of what may become of it. */
export interface Ownership {
  readonly owner: Owner;
  readonly claim: OwnerClaim | null;
  readonly offer: OwnerOffer | null;
  readonly recovery: OwnerRecovery | null;
}

export const claimDays = 3;
export const offerDays = 7;
export const aloneHours = 24;

/** Pages on the community's host, which mails lead to. */
export const ownerPaths = {
  verify: (secret: string): string => `/owner/verify/${secret}`,
  offer: '/owner/offer',
  desk: '/manage/ownership',
};

/** Enough for its owner to know it again. */
export const maskedEmail = (email: string): string => email.replace(/^(.)[^]*(?=@)/u, '$1***');

/** However it is written. */
export const isOwner = ({ username }: { readonly username: string }, owner: Pick<Owner, 'username'>): boolean =>
  username.toLowerCase() === owner.username.toLowerCase();
