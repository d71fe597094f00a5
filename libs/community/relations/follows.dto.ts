import type { Id } from '#kernel/database';
import { IsId } from '#kernel/http';

export class FollowDto {
  @IsId() user_id!: Id;
}
