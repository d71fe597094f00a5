import { Controller, Delete, Get, Param, type PipeTransform, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Config } from '#kernel/config';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  InvalidRequest,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { PlansService } from '#platform/plans';
import type { SignupInvitation } from './signup-invitation.js';
import { SignupInvitationsService } from './signup-invitations.service.js';
import { InvitationListView, InvitationView, NewInvitationDto, NewInvitationView } from './signups.dto.js';
import { InvitationNotFound } from './signups.errors.js';

const idPipe: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvitationNotFound();
    return Number(text);
  },
};

@Audited()
@ApiTags('sign-up')
@Controller('platform/v1/invitations')
export class SignupInvitationsController {
  constructor(
    private readonly config: Config,
    private readonly invitations: SignupInvitationsService,
    private readonly plans: PlansService,
  ) {}

  @Post()
  @Operator('support', 'invitation.create')
  @ApiOperation({
    summary: 'Invite somebody to make a community',
    description: 'The code counts where `SIGNUP_POLICY` is `invitation`. It is told this once.',
  })
  @ApiBody({ type: NewInvitationDto, required: false })
  @ApiAnswer(201, NewInvitationView, 400, 404)
  async create(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() { uses = 1, expires, plan, note = '' }: NewInvitationDto,
  ): Promise<NewInvitationView> {
    if (plan !== undefined) await this.plans.get(plan);
    if (expires && !isInReach(expires)) throw new InvalidRequest(['expires must be a time within ten years from now']);
    const wanted = { uses, note, plan: plan ?? null, expires: expires ?? null };
    const { invitation, code } = await this.invitations.create(operator, wanted);
    const url = `${this.config.publicUrl(this.config.platformHost)}/create?${new URLSearchParams({ code })}`;
    return Object.assign(viewOf(invitation), { code, url });
  }

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'The invitations to make a community, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, InvitationListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<InvitationView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.invitations.list(stretch), stretch, viewOf);
  }

  @Delete(':id')
  @Operator('support', 'invitation.revoke')
  @ApiParam({ name: 'id', type: Number, description: 'Id of the invitation.', example: 7 })
  @ApiOperation({ summary: 'Take an invitation back' })
  @ApiAnswer(200, InvitationView, 404)
  async revoke(@CurrentOperator() operator: OperatorAccount, @Param('id', idPipe) id: number): Promise<InvitationView> {
    return viewOf(await this.invitations.revoke(operator, id));
  }
}

const mostYears = 10;
/** What PostgreSQL could not keep, or what has passed, is a slip. */
const isInReach = (expires: Date): boolean => {
  const now = Date.now();
  return expires.getTime() > now && expires.getTime() < now + mostYears * 366 * 86_400_000;
};

const viewOf = ({ createdBy, createdAt, expiresAt, revokedAt, ...row }: SignupInvitation): InvitationView => ({
  ...row,
  created_by: createdBy,
  created_at: createdAt,
  expires_at: expiresAt,
  revoked_at: revokedAt,
});
