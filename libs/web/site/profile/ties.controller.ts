import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { CurrentMember, type Member, Unbanned } from '#community/identity';
import { BlocksService, FollowsService, FriendshipsService } from '#community/relations';
import { errorsOf, Pages, type Said, valuesOf } from '#web/shell';
import { profilePath } from '#web/ui';
import { ShownProfile } from './shown-profile.js';

interface Act {
  readonly said: Said;
  readonly do: (member: Member, otherId: Id) => Promise<void>;
}

/** What one button of somebody's page does. */
@Controller('@:name')
@Unbanned()
export class TiesController {
  private readonly acts: ReadonlyMap<string, Act>;

  constructor(
    private readonly profile: ShownProfile,
    private readonly pages: Pages,
    follows: FollowsService,
    friendships: FriendshipsService,
    blocks: BlocksService,
  ) {
    this.acts = new Map<string, Act>([
      ['follow', { said: 'followed', do: (member, id) => follows.follow(member, id) }],
      ['unfollow', { said: 'unfollowed', do: (member, id) => follows.unfollow(member, id) }],
      ['accept', { said: 'befriended', do: (member, id) => friendships.accept(member, id) }],
      ['refuse', { said: 'declined', do: (member, id) => friendships.refuse(member, id) }],
      ['withdraw', { said: 'withdrawn', do: (member, id) => friendships.withdraw(member, id) }],
      ['unfriend', { said: 'unfriended', do: (member, id) => friendships.end(member, id) }],
      ['mute', { said: 'muted', do: (member, id) => blocks.mute(member, id) }],
      ['unmute', { said: 'unmuted', do: (member, id) => blocks.remove('mute', member, id) }],
      ['block', { said: 'blocked', do: (member, id) => blocks.block(member, id) }],
      ['unblock', { said: 'unblocked', do: (member, id) => blocks.remove('block', member, id) }],
    ]);
  }

  /** Back to the list where it stood, if it stood in one. */
  @Post(':act')
  async act(
    @Param('name') name: string,
    @Param('act') act: string,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = this.acts.get(act);
    if (!known) throw new AppError('request.not-found');
    const seen = await this.profile.find(member, name);
    try {
      await known.do(member, seen.id);
    } catch (error) {
      const [wrong] = Object.values(errorsOf(error, this.pages.visit(request)));
      return this.profile.send(request, reply, seen, {}, wrong);
    }
    this.pages.redirect(reply, valuesOf(body)['back'] || profilePath(seen.username), known.said);
  }
}
