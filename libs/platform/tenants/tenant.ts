import type { TenantState } from '#kernel/scope';

/** The record an operator manages, without what lies on its cluster. */
export interface TenantRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly state: TenantState;
  readonly stateReason: string;
  readonly locale: string;
  readonly plan: string;
  readonly ownerUsername: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deleteAfter: Date | null;
  readonly failure: { operation: number; step: string; error: string } | null;
  readonly certificate: object | null;
  readonly hosts: { host: string; kind: 'subdomain' | 'custom'; primary: boolean }[];
}

/** Where a community's schema lies. */
export interface TenantPlace {
  readonly id: number;
  readonly cluster: string;
  readonly number: number;
  readonly role: string;
  readonly schema: string;
}

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly ownerUsername: string;
  /** The usual one, where it is left out. */
  readonly plan?: string;
  /** Its owner has signed up by themselves, and has not shown yet that the address is theirs. */
  readonly isUnverified?: boolean;
}
