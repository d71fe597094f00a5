import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError, looseIdFrom, type Query as GivenQuery, WireAnswer, WireQuery } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { AttachmentsService } from './attachments.service.js';
import { AttachmentPaidView, AttachmentUrlView } from './wallet.views.js';

/** `id` is that of the block of a post. */
@Controller('v1/attachment')
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Get()
  @Active()
  @WireQuery({ id: 'id' })
  @WireAnswer({
    data: AttachmentUrlView,
    refuses: ['attachment.invalid', 'member.forbidden', 'attachment.balance', 'site.feature-off'],
  })
  async open(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() { method }: FastifyRequest,
  ): Promise<AttachmentUrlView> {
    const id = looseIdFrom(query, 'id');
    // Fastify answers HEAD by the same handler, and who only looks buys nothing.
    if (method === 'HEAD' && !(await this.attachments.isPaid(member, id))) throw new AppError('attachment.balance');
    return { signed_url: await this.attachments.open(member, id) };
  }

  @Get('precheck')
  @Active()
  @WireQuery({ id: 'id' })
  @WireAnswer({ data: AttachmentPaidView, refuses: ['attachment.invalid', 'member.forbidden'] })
  async precheck(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<AttachmentPaidView> {
    return { paid: await this.attachments.isPaid(member, looseIdFrom(query, 'id')) };
  }
}
