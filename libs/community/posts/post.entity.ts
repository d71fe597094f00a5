import { Column, Entity } from 'typeorm';
import { CountColumn, CreatedAt, GeneratedId, type Id, ReferenceColumn, TimeColumn } from '#kernel/database';

/** A block as the row holds it: an uploaded file has `media`, its key, for `content`. */
export interface Block {
  readonly id: Id;
  readonly post_id: Id;
  readonly type: number;
  readonly sort: number;
  readonly content?: string;
  readonly media?: string;
}

@Entity('post')
export class Post {
  @GeneratedId() id!: Id;
  @ReferenceColumn() authorId!: Id;
  @Column({ type: 'jsonb' }) blocks!: Block[];
  @Column({ type: 'text', array: true }) tags!: string[];
  @Column({ type: 'text', array: true }) tagKeys!: string[];
  @Column({ type: 'smallint' }) visibility!: number;
  @Column({ type: 'boolean', default: false }) isTop!: boolean;
  @Column({ type: 'boolean', default: false }) isEssence!: boolean;
  @Column({ type: 'boolean', default: false }) isLock!: boolean;
  @CountColumn() commentCount!: number;
  @CountColumn() collectionCount!: number;
  @CountColumn() starCount!: number;
  @CountColumn() shareCount!: number;
  @CountColumn() attachmentPrice!: number;
  @CountColumn() motivationFactor!: number;
  @Column({ type: 'inet', nullable: true }) ip!: string | null;
  @Column({ type: 'text', default: '' }) place!: string;
  @Column({ type: 'int8', default: 1 }) revision!: number;
  @CreatedAt() createdAt!: Date;
  @TimeColumn() modifiedAt!: Date;
  @TimeColumn() latestRepliedAt!: Date;
  @TimeColumn({ nullable: true }) deletedAt!: Date | null;
  /** Follows from the counters and the age; the database keeps it. */
  @Column({ type: 'float8', insert: false, update: false }) hotRank!: number;
}
