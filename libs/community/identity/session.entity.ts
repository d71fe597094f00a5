import { Column, Entity } from 'typeorm';
import { CreatedAt, GeneratedId, type Id, ReferenceColumn, TimeColumn } from '#kernel/database';

@Entity('session')
export class Session {
  @GeneratedId() id!: Id;
  @ReferenceColumn() memberId!: Id;
  @Column({ type: 'text', default: 'api' }) kind!: string;
  /** That of the member when the password was checked: with another one the session has ended. */
  @Column({ type: 'int4' }) credentialsVersion!: number;
  @CreatedAt() createdAt!: Date;
  @TimeColumn() expiresAt!: Date;
  @Column({ type: 'text', default: '' }) userAgent!: string;
  @Column({ type: 'inet', nullable: true }) ip!: string | null;
  /** To the minute. */
  @TimeColumn() lastSeenAt!: Date;
  @TimeColumn({ nullable: true }) revokedAt!: Date | null;
}
