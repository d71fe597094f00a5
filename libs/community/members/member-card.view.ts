import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';

/** `MemberCard` in the description of the API: the short user object of the wire. */
export class MemberCardView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: String }) nickname!: string;
  @ApiProperty({ type: String }) username!: string;
  @ApiProperty({ type: 'integer', description: '1 normal, 2 banned.' }) status!: number;
  @ApiProperty({ type: String, description: 'Address of the picture.' }) avatar!: string;
  @ApiProperty({ type: Boolean }) is_admin!: boolean;
  @ApiProperty({ type: Boolean, description: 'Of the viewer. Told by a detail or profile; in lists always false.' })
  is_friend!: boolean;
  @ApiProperty({ type: Boolean, description: 'By the viewer.' }) is_following!: boolean;
}
