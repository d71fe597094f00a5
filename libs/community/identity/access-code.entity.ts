import { Column, Entity } from 'typeorm';
import { CountColumn, CreatedAt, GeneratedId, type Id, ReferenceColumn, TimeColumn } from '#kernel/database';

/** Something known for a time: an invitation, a captcha, an SMS code, or an address that failed to log in. */
@Entity('access_code')
export class AccessCode {
  @GeneratedId() id!: Id;
  @Column({ type: 'text' }) purpose!: string;
  @Column({ type: 'bytea' }) hash!: Buffer;
  @ReferenceColumn({ nullable: true }) memberId!: Id | null;
  /** A phone number, or an address. */
  @Column({ type: 'text', default: '' }) subject!: string;
  /** Hash of what has to be proven. */
  @Column({ type: 'bytea', nullable: true }) answer!: Buffer | null;
  @CountColumn() uses!: number;
  @CreatedAt() createdAt!: Date;
  @TimeColumn() expiresAt!: Date;
  @TimeColumn({ nullable: true }) usedAt!: Date | null;
}
