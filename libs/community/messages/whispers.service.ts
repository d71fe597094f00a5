import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { MessageCounts } from './message-counts.js';
import { WhispersRepository } from './whispers.repository.js';

const longest = 255;

/** Private messages from one member to another. */
@Injectable()
export class WhispersService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly whispers: WhispersRepository,
    private readonly settings: CommunitySettings,
    private readonly counts: MessageCounts,
  ) {}

  /** The same words to the same member within a few seconds are one message. */
  async send(sender: Member, receiverId: Id, content: string): Promise<void> {
    if (receiverId === sender.id) throw new AppError('whisper.to-self');
    refuseUnfit(content);
    const [{ maxWhisperDaily: limit }, timeZone] = await Promise.all([this.settings.get(), this.settings.timeZone()]);
    await this.db.transaction(async () => {
      const whisper = { senderId: sender.id, receiverId, content };
      const { receiver, isAgain, isOverLimit } = await this.whispers.add(whisper, { limit, timeZone });
      if (receiver === 'missing') throw notSent('This member does not exist.');
      if (receiver === 'blocked') throw new AppError('relation.blocked');
      if (isAgain) return;
      if (isOverLimit) throw new AppError('whisper.limit');
      this.counts.forgetLater([sender.id, receiverId]);
    });
  }
}

function refuseUnfit(content: string): void {
  if (!content.trim()) throw notSent('A private message must not be empty.');
  if (content.length > 2 * longest || Array.from(content).length > longest) {
    throw notSent(`A private message has at most ${longest} characters.`);
  }
}

const notSent = (reason: string): AppError => new AppError('whisper.not-sent', {}, reason);
