import { Column, Entity } from 'typeorm';
import { CountColumn, CreatedAt, GeneratedId, type Id, ReferenceColumn, TimeColumn } from '#kernel/database';

/** A comment; with a parent, a reply to it. */
@Entity('comment')
export class Comment {
  @GeneratedId() id!: Id;
  @ReferenceColumn() postId!: Id;
  @ReferenceColumn({ nullable: true }) parentId!: Id | null;
  @ReferenceColumn() authorId!: Id;
  @ReferenceColumn({ nullable: true }) atMemberId!: Id | null;
  @Column({ type: 'jsonb' }) blocks!: object[];
  @Column({ type: 'boolean', default: false }) isEssence!: boolean;
  @CountColumn() replyCount!: number;
  @CountColumn() upCount!: number;
  @CountColumn() downCount!: number;
  @Column({ type: 'inet', nullable: true }) ip!: string | null;
  @Column({ type: 'text', default: '' }) place!: string;
  @Column({ type: 'int8', default: 1 }) revision!: number;
  @CreatedAt() createdAt!: Date;
  @TimeColumn() modifiedAt!: Date;
  @TimeColumn({ nullable: true }) deletedAt!: Date | null;
  /** Of the request that made it: the same again soon after makes no second one. */
  @Column({ type: 'bytea', nullable: true }) requestKey!: Buffer | null;
}
