import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { isReadOnly } from '#kernel/tenancy';
import type { Member } from '#community/identity';
import { PostAccessService, type RuledPost } from '#community/posts';
import { CommunitySettings, WalletAvailability } from '#community/site';
import { LedgerQueries } from './ledger.queries.js';
import { LedgerRepository } from './ledger.repository.js';
import { incomeOf } from './money.js';

/** Whatever a post sells is bought at once, by one payment. */
@Injectable()
export class PurchasesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly ledger: LedgerRepository,
    private readonly queries: LedgerQueries,
    private readonly posts: PostAccessService,
    private readonly wallet: WalletAvailability,
    private readonly settings: CommunitySettings,
  ) {}

  /** Whether the files of the post are open to the member, who may see it: free, their own, administered or bought. */
  async isOpenTo(member: Member, { id, authorId, attachmentPrice }: RuledPost): Promise<boolean> {
    if (attachmentPrice === 0 || member.id === authorId || member.isAdmin) return true;
    return this.queries.hasBought(id, member.id);
  }

  /** Charges once, however many clicks of the buyer race; the price is the one that holds at the moment of paying. */
  async buy(buyer: Member, { id: postId, authorId: sellerId }: RuledPost): Promise<void> {
    // A GET on the wire, which the gate lets into a community that can only be read.
    if (isReadOnly(tenantScope.current())) throw new AppError('tenant.read-only');
    if (!(await this.wallet.isOn())) throw new AppError('site.feature-off', {}, 'Nothing is sold here.');
    const { attachmentIncomeRate } = await this.settings.get();
    await this.db.transaction(async () => {
      await this.ledger.lockMembers([buyer.id, sellerId]);
      if (await this.queries.hasBought(postId, buyer.id)) return;
      const { attachmentPrice: price } = await this.posts.getVisible(buyer, postId, { lock: true });
      if (price > 0) await this.transfer({ postId, buyerId: buyer.id, sellerId, price, share: attachmentIncomeRate });
    });
  }

  /** What is not the seller's share stays with the community, without an entry. */
  private async transfer({ postId, buyerId, sellerId, price, share }: Sale): Promise<void> {
    const paid = await this.ledger.book({
      memberId: buyerId,
      amount: -price,
      kind: 'purchase',
      postId,
      otherId: sellerId,
    });
    if (!paid) throw new AppError('attachment.balance');
    const amount = incomeOf(price, share);
    if (amount > 0) await this.ledger.book({ memberId: sellerId, amount, kind: 'sale', postId, otherId: buyerId });
  }
}

interface Sale {
  readonly postId: Id;
  readonly buyerId: Id;
  readonly sellerId: Id;
  readonly price: number;
  readonly share: number;
}
