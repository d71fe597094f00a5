import type { Data, Person } from '../support/person.js';
import { anyComment, anyPost, anyReply } from './conversation.js';
import type { Wire } from './wire.js';

/** Two members and what is between them, so that a request about it is right. */
export interface SampleWorld {
  /** Who makes the requests. */
  readonly member: Person;
  /** Has asked the member to be friends, and written to them. */
  readonly other: Person;
  /** By the member, about the topic; the other one has commented on it, the member has replied to that. */
  readonly postId: number;
  readonly commentId: number;
  readonly replyId: number;
  /** The member follows it. */
  readonly topicId: number;
  /** To the member. */
  readonly messageId: number;
}

export async function makeWorld(wire: Wire): Promise<SampleWorld> {
  const [member, other] = [await wire.somebody(), await wire.somebody()];
  const tag = `about${member.id}`;
  const post = await anyPost(member, { tags: [tag] });
  const comment = await anyComment(other, post.id);
  const reply = await anyReply(member, comment.id);
  await other.post('/v1/user/whisper', { user_id: member.id, content: 'Hi' });
  await other.post('/v1/friend/requesting', { user_id: member.id, greetings: 'Hi' });
  await wire.settle();
  const topics = (await member.get('/v1/tags?type=new&num=100'))['topics'] as Data[];
  const topicId = topics.find((topic) => topic['tag'] === tag)!['id'] as number;
  await member.post('/v1/topic/follow', { topic_id: topicId });
  const [message] = await member.messages('whisper');
  const ids = { postId: post.id, commentId: comment.id, replyId: reply.id };
  return { member, other, ...ids, topicId, messageId: message!['id'] as number };
}
