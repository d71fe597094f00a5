import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, InvalidRequest, looseIdFrom, pageOf, type Query as GivenQuery, validated } from '#kernel/http';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { MembersService } from '#community/members';
import { BillsService, centsOf, RechargeDto, RechargesService, WalletGuard } from '#community/wallet';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { RechargePage } from './recharge.page.js';
import { WalletPage } from './wallet.page.js';
import { walletTexts } from './wallet.texts.js';

const size = 30;

/** What a member has, and how they pay in. Without a wallet there are no such pages. */
@Controller('wallet')
@UseGuards(WalletGuard)
export class WalletPagesController {
  constructor(
    private readonly bills: BillsService,
    private readonly recharges: RechargesService,
    private readonly members: MembersService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, blank, query);
  }

  @Post()
  @Unbanned()
  async begin(
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = valuesOf(body);
    try {
      const { amount } = await validated(RechargeDto, { amount: amountIn(values) });
      const { id } = await this.recharges.begin(member, amount);
      this.pages.redirect(reply, `/wallet/recharge/${id}`);
    } catch (error) {
      await this.send(request, reply, { values, errors: this.errorsIn(error, request) });
    }
  }

  @Get('recharge/:order')
  @SignedIn()
  async recharge(
    @Param() params: GivenQuery,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const order = await this.recharges.getOwn(member, looseIdFrom(params, 'order'));
    const isPaid = order.status !== '';
    const [visit, pay] = await Promise.all([
      this.pages.reading(request, reply),
      isPaid ? null : this.recharges.getAddress(order).catch(ifRefused),
    ]);
    const say = walletTexts[visit.reader.locale];
    const { id: orderId, amount } = order;
    this.pages.send(reply, RechargePage({ visit, say, orderId, amount, isPaid, pay }), { secret: true });
  }

  private errorsIn(error: unknown, request: FastifyRequest): FormState['errors'] {
    const visit = this.pages.visit(request);
    if (error instanceof InvalidRequest) return { yuan: walletTexts[visit.reader.locale].wrongAmount };
    return errorsOf(error, visit, { 'wallet.recharge-failed': '' });
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    state: FormState,
    query: GivenQuery = {},
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const [{ rows, total }, { balance }] = await Promise.all([
      this.bills.list(visit.viewer!, page),
      this.members.getOwn(visit.viewer!),
    ]);
    const more = page.offset + rows.length < total && rows.length > 0;
    const say = walletTexts[visit.reader.locale];
    const model = { visit, say, state, balance, bills: rows, page: page.page, more };
    this.pages.send(reply, WalletPage(model), { status: state === blank ? 200 : 422 });
  }
}

/** Cents; what is typed counts before what is chosen. */
function amountIn({ amount = '', yuan = '' }: Readonly<Record<string, string>>): number | null {
  const typed = yuan.trim().replace(/^[¥￥]\s*/, '');
  return typed === '' ? Number(amount) : centsOf(typed);
}

const ifRefused = (error: unknown): null => {
  if (error instanceof AppError && error.code === 'wallet.recharge-failed') return null;
  throw error;
};
