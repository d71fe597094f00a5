import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { HandoversService, ownerPaths } from '#platform/owners';
import { Pages, RefusedPage } from '#web/shell';
import { OfferPage } from './owner-links.page.js';
import { ownershipTexts } from './ownership.texts.js';

/** Where a member accepts a community that its owner wants to hand on to them. To everybody else nothing is offered. */
@Controller('owner/offer')
export class OwnerOfferController {
  constructor(
    private readonly handovers: HandoversService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async show(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unlessGone(request, reply, async () => {
      const offer = await this.handovers.getOfferTo(member.username, tenantScope.current().id);
      const visit = await this.pages.reading(request, reply);
      this.pages.send(reply, OfferPage({ visit, texts: ownershipTexts[visit.reader.locale], offer }));
    });
  }

  @Post('accept')
  @Unbanned()
  async accept(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unlessGone(request, reply, async () => {
      await this.handovers.accept({ ...member, address: request.ip }, tenantScope.current().id);
      this.pages.redirect(reply, ownerPaths.desk, 'done');
    });
  }

  @Post('decline')
  @Unbanned()
  async decline(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unlessGone(request, reply, async () => {
      await this.handovers.decline({ ...member, address: request.ip }, tenantScope.current().id);
      this.pages.redirect(reply, '/', 'declined');
    });
  }

  private async unlessGone(request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'owner.offer-not-found')) throw error;
      const visit = this.pages.visit(request);
      const { offerGone: title, offerGoneMore: more } = ownershipTexts[visit.reader.locale];
      this.pages.send(reply, RefusedPage({ visit, title, more }), { status: error.status });
    }
  }
}
