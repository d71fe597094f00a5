import { Body, Controller, Get, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  AppError,
  looseIdFrom,
  pageOf,
  pagerOf,
  type Query as GivenQuery,
  ValidBody,
  WireAnswer,
  type WireJson,
  wirePage,
  WireQuery,
} from '#kernel/http';
import { CurrentMember, type Member, SignedIn, Unbanned } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { BillsService } from './bills.service.js';
import { RechargesService } from './recharges.service.js';
import { RechargeDto } from './wallet.dto.js';
import { WalletGuard } from './wallet.guard.js';
import { BillView, billView, RechargeStatusView, RechargeView } from './wallet.views.js';

@Controller('v1')
@UseGuards(WalletGuard)
export class WalletController {
  constructor(
    private readonly recharges: RechargesService,
    private readonly bills: BillsService,
    private readonly settings: CommunitySettings,
  ) {}

  @Post('user/recharge')
  @HttpCode(200)
  @Unbanned()
  @WireAnswer({ data: RechargeView, refuses: ['request.no-route', 'request.too-many', 'wallet.recharge-failed'] })
  async begin(@CurrentMember() member: Member, @ValidBody() { amount }: RechargeDto): Promise<RechargeView> {
    return this.recharges.begin(member, amount);
  }

  @Get('user/recharge')
  @SignedIn()
  @WireQuery({ id: 'id' })
  @WireAnswer({ data: RechargeStatusView, refuses: ['request.no-route', 'wallet.recharge-not-found'] })
  async status(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<RechargeStatusView> {
    const { id, status } = await this.recharges.getOwn(member, looseIdFrom(query, 'id'));
    return { id, status };
  }

  @Get('user/wallet/bills')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: BillView, refuses: ['request.no-route'] })
  async listBills(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const { rows, total } = await this.bills.list(member, page);
    return wirePage(
      rows.map((row) => JSON.stringify(billView(row))),
      pagerOf(page, total),
    );
  }

  /** The provider asks again and again until it reads this one word. */
  @Post('alipay/notify')
  @HttpCode(200)
  @WireAnswer({ text: 'success', refuses: ['request.no-route', 'wallet.notify-failed'] })
  async notify(@Body() form: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (typeof form !== 'object' || form === null) throw new AppError('wallet.notify-failed');
    await this.recharges.accept(form as GivenQuery);
    void reply.type('text/plain; charset=utf-8');
    return 'success';
  }
}
