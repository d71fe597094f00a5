import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ValidBody } from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { TenantId, TenantsService } from '#platform/tenants';
import type { Ownership } from './owner.js';
import { OwnershipView, RecoveredOwnershipView, RecoverOwnerDto } from './owners.dto.js';
import { OwnersService } from './owners.service.js';
import { RecoveriesService } from './recoveries.service.js';

const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 });

@Audited()
@ApiTags('owners')
@Controller('platform/v1/tenants/:id/owner')
export class OwnersController {
  constructor(
    private readonly owners: OwnersService,
    private readonly recoveries: RecoveriesService,
    private readonly tenants: TenantsService,
  ) {}

  @Get()
  @Operator('support')
  @IdParam()
  @ApiOperation({ summary: 'Who owns it, how they are reached, and what may become of that' })
  @ApiAnswer(200, OwnershipView, 404)
  async show(@TenantId() id: number): Promise<OwnershipView> {
    return viewOf(await this.owners.get(id));
  }

  @Post('mail')
  @HttpCode(200)
  @Operator('support', 'owner.mail')
  @IdParam()
  @ApiOperation({ summary: 'Send the owner once more the link by which they confirm their address' })
  @ApiAnswer(200, OwnershipView, 404, 409, 429)
  async mail(@CurrentOperator() operator: OperatorAccount, @TenantId() id: number): Promise<OwnershipView> {
    await this.owners.resendAs(operator, id);
    return viewOf(await this.owners.get(id));
  }

  @Post()
  @HttpCode(202)
  @Operator('admin', 'owner.ask-recovery')
  @IdParam()
  @ApiBody({ type: RecoverOwnerDto })
  @ApiOperation({ summary: 'Ask for another owner, with proof; another operator has to confirm it' })
  @ApiAnswer(202, OwnershipView, 400, 404, 409, 422)
  async ask(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: RecoverOwnerDto,
  ): Promise<OwnershipView> {
    await this.recoveries.ask(operator, id, body);
    return viewOf(await this.owners.get(id));
  }

  @Post('confirm')
  @HttpCode(200)
  @Operator('admin', 'owner.recover')
  @IdParam()
  @ApiOperation({ summary: 'Confirm what another operator has asked for: the community has another owner' })
  @ApiAnswer(200, RecoveredOwnershipView, 404, 409, 422)
  async confirm(@CurrentOperator() operator: OperatorAccount, @TenantId() id: number): Promise<RecoveredOwnershipView> {
    const invitePath = await this.recoveries.confirm(operator, id);
    const [ownership, { url }] = await Promise.all([this.owners.get(id), this.tenants.get(id)]);
    const view: RecoveredOwnershipView = viewOf(ownership);
    if (invitePath !== undefined) view.invite = `${url ?? ''}${invitePath}`;
    return view;
  }

  @Delete('recovery')
  @Operator('admin', 'owner.withdraw-recovery')
  @IdParam()
  @ApiOperation({ summary: 'Take back what was asked for' })
  @ApiAnswer(200, OwnershipView, 404)
  async withdraw(@CurrentOperator() operator: OperatorAccount, @TenantId() id: number): Promise<OwnershipView> {
    await this.recoveries.withdraw(operator, id);
    return viewOf(await this.owners.get(id));
  }
}

const viewOf = ({ owner, claim, offer, recovery }: Ownership): OwnershipView => ({
  slug: owner.slug,
  username: owner.username,
  email: owner.email,
  verified_at: owner.verifiedAt,
  pending_email: claim?.email ?? null,
  unverified: owner.isUnverified,
  offer: offer && { to: offer.to, expires_at: offer.expiresAt },
  recovery: recovery && {
    username: recovery.username,
    invited: recovery.isInvited,
    proof: recovery.proof,
    asked_by: recovery.askedName,
    asked_at: recovery.askedAt,
    alone_after: recovery.readyAt,
  },
});
