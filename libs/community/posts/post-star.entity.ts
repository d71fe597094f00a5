import { Entity } from 'typeorm';
import { CreatedAt, type Id, IdColumn } from '#kernel/database';

/** The two ids are the key, so a star cannot be doubled. */
@Entity('post_star')
export class PostStar {
  @IdColumn() postId!: Id;
  @IdColumn() memberId!: Id;
  @CreatedAt() createdAt!: Date;
}
