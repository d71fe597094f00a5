import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Everybody } from '#community/identity';
import { OwnersService } from '#platform/owners';
import { Pages, RefusedPage } from '#web/shell';
import { VerifiedPage, VerifyPage } from './owner-links.page.js';
import { ownershipTexts } from './ownership.texts.js';

/**
 * Where the link leads by which an owner confirms their address. The address of the page is the secret, so it is kept
 * nowhere; it opens also where a community is for its members only, and for whoever is not signed in.
 */
@Controller('owner')
@Everybody()
export class OwnerLinksController {
  constructor(
    private readonly owners: OwnersService,
    private readonly pages: Pages,
  ) {}

  @Get('verify/:secret')
  async ask(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unlessGone(request, reply, async () => {
      const email = await this.owners.claimedBy(tenantScope.current().id, secret);
      const visit = await this.pages.reading(request, reply, { guestForms: true });
      const page = VerifyPage({ visit, texts: ownershipTexts[visit.reader.locale], email });
      this.pages.send(reply, page, { secret: true });
    });
  }

  @Post('verify/:secret')
  async verify(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unlessGone(request, reply, async () => {
      await this.owners.verify(tenantScope.current().id, secret);
      this.pages.redirect(reply, '/owner/verified');
    });
  }

  @Get('verified')
  async verified(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    this.pages.send(reply, VerifiedPage({ visit, texts: ownershipTexts[visit.reader.locale] }));
  }

  private async unlessGone(request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'owner.link-invalid')) throw error;
      const visit = this.pages.visit(request);
      const { linkGone: title, linkGoneMore: more } = ownershipTexts[visit.reader.locale];
      this.pages.send(reply, RefusedPage({ visit, title, more }), { status: error.status, secret: true });
    }
  }
}
