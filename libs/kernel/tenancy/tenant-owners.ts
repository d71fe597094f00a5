/** A member, as far as it matters for owning the community. */
export interface OwnerCandidate {
  readonly id: number;
  /** As it is written. */
  readonly username: string;
  /** Empty: not known. */
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly isBanned: boolean;
}

/** An account that is made for somebody who shall own the community. */
export interface InvitedOwner {
  readonly username: string;
  readonly email?: string;
  /** SHA-256 of the invitation's secret. */
  readonly inviteHash: Buffer;
}

/**
 * Who may own a community. Asked by the platform in the scope of a community that has its schema, outside of a unit of
 * work; the community side implements it.
 */
export abstract class TenantOwners {
  /** Null: there is no such member. */
  abstract find(username: string): Promise<OwnerCandidate | null>;
  /** Administrator from now on, and not banned. Again changes nothing. False: there is no such member. */
  abstract install(username: string): Promise<boolean>;
  /** An administrator without a password, who sets one by the invitation. Again changes nothing. False: the name is taken. */
  abstract invite(owner: InvitedOwner): Promise<boolean>;
  /** Lets a member set a new password by an invitation. Again changes nothing. False: there is no such member. */
  abstract readmit(owner: InvitedOwner): Promise<boolean>;
}
