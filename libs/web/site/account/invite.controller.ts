import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { InvitationsService } from '#community/identity';
import { InviteDonePage, type InviteModel, InvitePage } from './invite.page.js';
import { FormTokens, Pages, type Visit } from '#web/shell';

/**
 * Where somebody who was invited sets a password. The address is the secret, so it is kept nowhere; it opens also where
 * a community is for its members only.
 */
@Controller('invite')
export class InviteController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly pages: Pages,
    private readonly tokens: FormTokens,
  ) {}

  @Get(':secret')
  async show(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { username } = await this.invitations.find(secret);
    this.pages.send(
      reply,
      InvitePage({ visit: this.pages.visit(request), username, token: this.tokens.forPage(request, reply) }),
      { secret: true },
    );
  }

  @Post(':secret')
  async accept(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = this.pages.visit(request);
    const { username } = await this.invitations.find(secret);
    const wrong = await this.set(secret, body, visit);
    if (wrong)
      this.pages.send(reply, InvitePage({ visit, username, wrong, token: this.tokens.forPage(request, reply) }), {
        status: 400,
      });
    else this.pages.send(reply, InviteDonePage({ visit, username }), { secret: true });
  }

  /** What is wrong with the form, if anything is. */
  private async set(secret: string, body: unknown, { say }: Visit): Promise<InviteModel['wrong']> {
    const { password, again } = (body ?? {}) as Record<string, unknown>;
    if (typeof password !== 'string') return { field: 'password', message: say.passwordShort };
    if (again !== undefined && again !== password) return { field: 'again', message: say.passwordsDiffer };
    try {
      await this.invitations.accept(secret, password);
      return undefined;
    } catch (error) {
      if (error instanceof AppError && error.code === 'member.password-length') {
        return { field: 'password', message: say.passwordShort };
      }
      throw error;
    }
  }
}
