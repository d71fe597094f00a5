import { Controller, Get, Headers, HttpCode, Ip, Param, type PipeTransform, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Config } from '#kernel/config';
import {
  ApiAnswer,
  ApiListQuery,
  AppError,
  type CursorList,
  cursorList,
  InvalidRequest,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { type Signup, type SignupStanding, stateOf } from './signup.js';
import { SignupDecisions } from './signup-decisions.service.js';
import {
  NewSignupDto,
  RefuseSignupDto,
  SignupListView,
  signupRowStates,
  SignupStandingView,
  SignupView,
} from './signups.dto.js';
import { SignupNotFound } from './signups.errors.js';
import { SignupsService } from './signups.service.js';

const idPipe: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new SignupNotFound();
    return Number(text);
  },
};
const SignupId = (): ParameterDecorator => Param('id', idPipe);
const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the sign-up.', example: 7 });
const usualLocale = 'zh-CN';

@Audited()
@ApiTags('sign-up')
@Controller('platform/v1/signups')
export class SignupsController {
  constructor(
    private readonly config: Config,
    private readonly signups: SignupsService,
    private readonly decisions: SignupDecisions,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Sign up: make a community of one’s own',
    description:
      'Needs no token; `SIGNUP_POLICY` says who may. The same key and body again get the same answer as it is then, and make nothing a second time.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', maxLength: 200 },
    example: 'b1f6c2c4-6b8e',
  })
  @ApiBody({ type: NewSignupDto })
  @ApiAnswer(201, SignupStandingView, 400, 422, 429, 503)
  @ApiResponse({
    status: 202,
    type: SignupStandingView,
    description: 'It is still being made, or an operator decides.',
  })
  async signUp(
    @Headers('idempotency-key') key: string | undefined,
    @Ip() address: string,
    @ValidBody() body: NewSignupDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignupStandingView> {
    const { name, slug, locale = usualLocale, template = '', code = '' } = body;
    const { username, email, password } = body.owner;
    const request = { name, slug, locale, template, code, username, email, password };
    const standing = await this.signups.submit(request, `api:${checkedKey(key)}`, address);
    if (standing.state !== 'ready') reply.status(202);
    return this.standingView(standing);
  }

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'Who has signed up lately, newest first' })
  @ApiQuery({
    name: 'state',
    enum: signupRowStates,
    required: false,
    description: '`pending`: an operator has to decide.',
  })
  @ApiListQuery()
  @ApiAnswer(200, SignupListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<SignupView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.decisions.list(rowStateOf(query['state']), stretch), stretch, (row) => this.view(row));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Operator('support', 'signup.approve')
  @IdParam()
  @ApiOperation({ summary: 'Make the community that somebody has asked for' })
  @ApiAnswer(200, SignupView, 404, 409, 503)
  async approve(@CurrentOperator() operator: OperatorAccount, @SignupId() id: number): Promise<SignupView> {
    return this.view(await this.decisions.approve(operator, id));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @Operator('support', 'signup.refuse')
  @IdParam()
  @ApiOperation({ summary: 'Refuse it, with a reason that the applicant reads' })
  @ApiBody({ type: RefuseSignupDto })
  @ApiAnswer(200, SignupView, 400, 404, 409)
  async refuse(
    @CurrentOperator() operator: OperatorAccount,
    @SignupId() id: number,
    @ValidBody() { reason }: RefuseSignupDto,
  ): Promise<SignupView> {
    return this.view(await this.decisions.refuse(operator, id, reason));
  }

  private standingView({ state, slug, name, url, enterUrl, statusPath, reason }: SignupStanding): SignupStandingView {
    const status_url = this.config.publicUrl(this.config.platformHost) + statusPath;
    return { state, slug, name, url, enter_url: enterUrl, status_url, reason };
  }

  private view(signup: Signup): SignupView {
    const { id, slug, name, locale, template, plan, username, email, address, reason, host } = signup;
    return {
      id,
      state: stateOf(signup),
      slug,
      name,
      locale,
      template,
      plan,
      owner: { username, email },
      address,
      tenant_id: signup.tenantId,
      url: host === null ? null : this.config.publicUrl(host),
      reason,
      decided_by: signup.decidedBy,
      decided_at: signup.decidedAt,
      created_at: signup.createdAt,
      expires_at: signup.expiresAt,
    };
  }
}

function rowStateOf(given: unknown): Signup['state'] | null {
  if (given === undefined || given === '') return null;
  const state = signupRowStates.find((known) => known === given);
  if (!state) throw new InvalidRequest([`state must be one of ${signupRowStates.join(', ')}`]);
  return state;
}

function checkedKey(key: string | undefined): string {
  if (!key) throw new AppError('idempotency.key-missing');
  if (!/^[\x20-\x7e]{1,200}$/.test(key))
    throw new InvalidRequest(['Idempotency-Key must be 1 to 200 printable characters']);
  return key;
}
