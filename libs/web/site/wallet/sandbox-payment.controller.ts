import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { SandboxPayments } from '#community/wallet';
import { SandboxPaymentPage } from './sandbox-payment.page.js';
import { sandboxPaymentTexts } from './sandbox-payment.texts.js';
import { Pages } from '#web/shell';

/** Where a payment of a developer's deployment is made; elsewhere there is no such page. */
@Controller('wallet/sandbox')
export class SandboxPaymentController {
  constructor(
    private readonly payments: SandboxPayments,
    private readonly pages: Pages,
  ) {}

  @Get(':order')
  async show(@Param('order') order: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const orderId = /^[1-9]\d{0,14}$/.test(order) ? Number(order) : 0;
    const payment = orderId > 0 ? await this.payments.find(orderId) : null;
    if (!payment) throw new AppError('request.not-found');
    const visit = this.pages.visit(request);
    const words = sandboxPaymentTexts[visit.reader.locale];
    this.pages.send(reply, SandboxPaymentPage({ visit, words, orderId, payment }), { secret: true });
  }
}
