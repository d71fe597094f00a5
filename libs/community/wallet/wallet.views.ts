import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import type { Bill } from './ledger.queries.js';

export class RechargeView {
  @ApiProperty({ type: 'integer' }) readonly id!: Id;
  @ApiProperty({ type: String, description: 'Drawn as a code to scan.' }) readonly pay!: string;
}

export class RechargeStatusView {
  @ApiProperty({ type: 'integer' }) readonly id!: Id;
  @ApiProperty({ type: String, enum: ['', 'TRADE_SUCCESS'], description: 'Empty until it is paid.' })
  readonly status!: '' | 'TRADE_SUCCESS';
}

export class AttachmentPaidView {
  @ApiProperty({ type: Boolean, description: 'False: the download buys it.' }) readonly paid!: boolean;
}

export class AttachmentUrlView {
  @ApiProperty({ type: String, description: 'Good for a minute.' }) readonly signed_url!: string;
}

const reasons = { recharge: '充值', purchase: '购买附件支出', sale: '出售附件收入' } as const;

export class BillView {
  @ApiProperty({ type: 'integer' }) readonly id!: Id;
  @ApiProperty({ type: 'integer' }) readonly created_on!: number;
  @ApiProperty({ type: 'integer' }) readonly modified_on!: number;
  @ApiProperty({ type: 'integer' }) readonly deleted_on!: number;
  @ApiProperty({ type: 'integer' }) readonly is_del!: number;
  @ApiProperty({ type: 'integer' }) readonly user_id!: Id;
  @ApiProperty({ type: 'integer', description: 'Cents.' }) readonly change_amount!: number;
  @ApiProperty({ type: 'integer', description: 'Cents that the member had after it.' })
  readonly balance_snapshot!: number;
  @ApiProperty({ type: String, enum: Object.values(reasons) }) readonly reason!: string;
  @ApiProperty({ type: 'integer', description: '0 for a recharge.' }) readonly post_id!: Id;
}

/** Entries are never changed and never deleted. */
export const billView = ({ id, createdOn, memberId, amount, balance, kind, postId }: Bill): BillView => ({
  id,
  created_on: createdOn,
  modified_on: createdOn,
  deleted_on: 0,
  is_del: 0,
  user_id: memberId,
  change_amount: amount,
  balance_snapshot: balance,
  reason: reasons[kind],
  post_id: postId,
});
