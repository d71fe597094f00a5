import { Column, Entity } from 'typeorm';
import { CountColumn, CreatedAt, GeneratedId, TimeColumn, type Id } from '#kernel/database';

/** A row of member. `Member` is who acts in a request; this is all that is kept of them. */
@Entity('member')
export class MemberAccount {
  @GeneratedId() id!: Id;
  @Column({ type: 'text' }) username!: string;
  @Column({ type: 'text' }) nickname!: string;
  /** Null until an invited owner has set a password. */
  @Column({ type: 'text', nullable: true }) passwordHash!: string | null;
  @Column({ type: 'text', default: '' }) email!: string;
  @Column({ type: 'text', default: '' }) phone!: string;
  @Column({ type: 'text', default: '' }) avatar!: string;
  /** What they say of themselves on their page, and where they lead; empty where nothing. */
  @Column({ type: 'text', default: '' }) bio!: string;
  @Column({ type: 'text', default: '' }) link!: string;
  @Column({ type: 'text', default: '' }) cover!: string;
  /** Chosen for pages; empty: as the browser asks, and as the community has it. */
  @Column({ type: 'text', default: '' }) locale!: string;
  @Column({ type: 'text', default: '' }) timeZone!: string;
  /** As on the wire: 1 normal, 2 banned. */
  @Column({ type: 'smallint', default: 1 }) status!: number;
  @Column({ type: 'boolean', default: false }) isAdmin!: boolean;
  /** Cents. */
  @Column({ type: 'int8', default: 0 }) balance!: number;
  @CountColumn() followCount!: number;
  @CountColumn() followerCount!: number;
  @CountColumn() postCount!: number;
  @Column({ type: 'int4', default: 1 }) credentialsVersion!: number;
  @CountColumn() failedLogins!: number;
  @TimeColumn({ nullable: true }) lastFailedLoginAt!: Date | null;
  @TimeColumn({ nullable: true }) lastPostedAt!: Date | null;
  /** When they last lifted a mute or a block. */
  @TimeColumn({ nullable: true }) barrierLiftedAt!: Date | null;
  /** Whether a search for members finds them. */
  @Column({ type: 'boolean', default: true }) isFindable!: boolean;
  @Column({ type: 'int8', default: 1 }) revision!: number;
  @CreatedAt() createdAt!: Date;
  @TimeColumn({ nullable: true }) deletedAt!: Date | null;
}
