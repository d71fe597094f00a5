import { Column, Entity } from 'typeorm';
import { CreatedAt, GeneratedId, type Id, ReferenceColumn, TimeColumn } from '#kernel/database';

/** Something known for a time and good once. */
@Entity('access_code')
export class AccessCode {
  @GeneratedId() id!: Id;
  @Column({ type: 'text' }) purpose!: string;
  @Column({ type: 'bytea' }) hash!: Buffer;
  @ReferenceColumn({ nullable: true }) memberId!: Id | null;
  @CreatedAt() createdAt!: Date;
  @TimeColumn() expiresAt!: Date;
  @TimeColumn({ nullable: true }) usedAt!: Date | null;
}
