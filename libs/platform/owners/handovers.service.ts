import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase } from '#kernel/database';
import { type OwnerCandidate, TenantOwners } from '#kernel/tenancy';
import { type ActingMember, AuditLog } from '#platform/audit';
import { TenantNotFound } from '#platform/tenants';
import { OffersRepository } from './offers.repository.js';
import { HandoverSteps } from './handover-steps.js';
import { isOwner, type Owner, type OwnerOffer } from './owner.js';
import { CandidateUnfit, CommunityNameDiffers, NotOwner, OfferNotFound } from './owners.errors.js';
import { OwnersQueries } from './owners.queries.js';
import { OwnersRepository } from './owners.repository.js';

export interface OfferWish {
  readonly to: string;
  /** The community's name, as a sign that this is meant. */
  readonly name: string;
}

/** A community handed on to another member, with the consent of both. Called in the scope of the community. */
@Injectable()
export class HandoversService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly members: TenantOwners,
    private readonly owners: OwnersRepository,
    private readonly views: OwnersQueries,
    private readonly offers: OffersRepository,
    private readonly steps: HandoverSteps,
    private readonly audit: AuditLog,
  ) {}

  /** In place of an offer to somebody else. */
  async offer(member: ActingMember, tenantId: Id, { to, name }: OfferWish): Promise<void> {
    const candidate = await this.candidate(to);
    await this.db.transaction(async () => {
      const owner = await this.lock(tenantId);
      if (!isOwner(member, owner)) throw new NotOwner();
      if (spoken(name) !== spoken(owner.name)) throw new CommunityNameDiffers();
      if (!candidate || isOwner(candidate, owner)) throw new CandidateUnfit(to);
      await this.offers.put(tenantId, owner.username, candidate.username);
      await this.steps.tellOffered(candidate, owner);
      await this.audit.recordMember(member, { action: 'owner.offer', tenantId, details: { to: candidate.username } });
    });
  }

  async withdraw(member: ActingMember, tenantId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const owner = await this.lock(tenantId);
      if (!isOwner(member, owner)) throw new NotOwner();
      const offer = await this.offers.take(tenantId);
      if (!offer) throw new OfferNotFound();
      await this.audit.recordMember(member, { action: 'owner.withdraw', tenantId, details: { to: offer.to } });
    });
  }

  /** What this member is offered; to anybody else there is nothing. */
  async getOfferTo(username: string, tenantId: Id): Promise<OwnerOffer> {
    const found = await this.views.find(tenantId);
    if (!found?.offer || !concerns(found.offer, username, found.owner)) throw new OfferNotFound();
    return found.offer;
  }

  async decline(member: ActingMember, tenantId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const { from } = await this.takeOffer(member, await this.lock(tenantId));
      await this.audit.recordMember(member, { action: 'owner.decline', tenantId, details: { from } });
    });
  }

  /** Theirs from now on. That they administer it follows at once, or by a task where this process does not live to see it. */
  async accept(member: ActingMember, tenantId: Id): Promise<void> {
    const candidate = await this.candidate(member.username);
    await this.db.transaction(async () => {
      const owner = await this.lock(tenantId);
      const { from } = await this.takeOffer(member, owner);
      if (!candidate) throw new CandidateUnfit(member.username);
      await this.owners.setOwner(tenantId, candidate.username);
      await this.steps.afterAcceptance(candidate, owner);
      await this.audit.recordMember(member, { action: 'owner.accept', tenantId, details: { from } });
    });
    await this.members.install(member.username);
  }

  private async candidate(username: string): Promise<OwnerCandidate | null> {
    const found = await this.members.find(username);
    return found && !found.isBanned ? found : null;
  }

  private async takeOffer(member: ActingMember, owner: Owner): Promise<OwnerOffer> {
    const offer = await this.offers.take(owner.tenantId);
    if (!offer || !concerns(offer, member.username, owner)) throw new OfferNotFound(); // and it stays where it is
    return offer;
  }

  private async lock(tenantId: Id): Promise<Owner> {
    const owner = await this.owners.lock(tenantId);
    if (!owner) throw new TenantNotFound();
    return owner;
  }
}

const concerns = ({ from, to }: OwnerOffer, username: string, owner: Owner): boolean =>
  isOwner({ username: from }, owner) && to.toLowerCase() === username.toLowerCase();

/** Two names that look the same to whoever types one. */
const spoken = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim();
