import { Injectable } from '@nestjs/common';
import { memberCardJson } from '#community/members';
import { BlockViews } from '#community/posts';
import type { CommentCard, ReplyCard } from './comment-card.js';

/** Comments as the wire has them, put together from pieces that are JSON already. */
@Injectable()
export class CommentViews {
  constructor(private readonly blocks: BlockViews) {}

  json(card: CommentCard): string {
    const replies = card.replies.map((reply) => replyJson(reply)).join(',');
    return (
      `{"id":${card.id},"post_id":${card.postId},"user_id":${card.author.id},"user":${memberCardJson(card.author)},` +
      `"contents":${this.blocks.json(card.blocks, card.isPublic)},"replies":[${replies}],"ip_loc":${JSON.stringify(card.place)},` +
      `"reply_count":${card.replyCount},"thumbs_up_count":${card.upCount},"is_essence":${Number(card.isEssence)},` +
      `${votesJson(card.vote)},"created_on":${card.createdOn},"modified_on":${card.modifiedOn}}`
    );
  }
}

function replyJson(card: ReplyCard): string {
  return (
    `{"id":${card.id},"comment_id":${card.commentId},"user_id":${card.author.id},"user":${memberCardJson(card.author)},` +
    `"at_user_id":${card.atMember.id},"at_user":${memberCardJson(card.atMember)},"content":${JSON.stringify(card.text)},` +
    `"ip_loc":${JSON.stringify(card.place)},"thumbs_up_count":${card.upCount},${votesJson(card.vote)},` +
    `"created_on":${card.createdOn},"modified_on":${card.modifiedOn}}`
  );
}

const votesJson = (vote: number): string =>
  `"is_thumbs_up":${Number(vote === 1)},"is_thumbs_down":${Number(vote === -1)}`;
