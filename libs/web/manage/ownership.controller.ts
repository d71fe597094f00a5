import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { HandoversService, OwnersService } from '#platform/owners';
import { errorsOf, type FieldErrors, Pages, type Said, valuesOf, type Visit } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { type OwnershipForm, OwnershipPage, ownershipPath } from './ownership.page.js';
import { ownershipTexts, type OwnershipTexts } from './ownership.texts.js';

/** Whose community it is. Administrators see that; the owner alone decides. */
@Controller('manage/ownership')
@Administrator()
export class DeskOwnershipController {
  constructor(
    private readonly owners: OwnersService,
    private readonly handovers: HandoversService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply);
  }

  @Post('email')
  async changeEmail(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { email = '' } = valuesOf(body);
    const change = (id: number) => this.owners.changeEmail(acting(member, request), id, email);
    await this.do({ form: 'email', typed: { email }, said: 'sent' }, change, request, reply);
  }

  @Post('resend')
  async resend(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const resend = (id: number) => this.owners.resend(acting(member, request), id);
    await this.do({ form: 'email', said: 'sent' }, resend, request, reply);
  }

  @Post('keep')
  async keep(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const keep = (id: number) => this.owners.dropClaim(acting(member, request), id);
    await this.do({ form: 'email', said: 'done' }, keep, request, reply);
  }

  @Post('offer')
  async offer(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { username = '', name = '' } = valuesOf(body);
    const to = username.trim().replace(/^@/, '');
    const offer = (id: number) => this.handovers.offer(acting(member, request), id, { to, name });
    await this.do({ form: 'offer', typed: { username, name }, said: 'sent' }, offer, request, reply);
  }

  @Post('withdraw')
  async withdraw(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const withdraw = (id: number) => this.handovers.withdraw(acting(member, request), id);
    await this.do({ form: 'offer', said: 'done' }, withdraw, request, reply);
  }

  private async do(
    { form, typed = {}, said }: { form: OwnershipForm; typed?: Record<string, string>; said: Said },
    work: (tenantId: number) => Promise<void>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      await work(tenantScope.current().id);
    } catch (error) {
      const errors = refusalsOf(error, this.pages.visit(request));
      return this.send(request, reply, { form, state: { values: typed, errors } });
    }
    this.pages.redirect(reply, ownershipPath, said);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    refused: Parameters<typeof OwnershipPage>[0]['refused'] = null,
  ): Promise<void> {
    const [visit, ownership] = await Promise.all([
      this.pages.reading(request, reply),
      this.owners.get(tenantScope.current().id),
    ]);
    const { locale } = visit.reader;
    const page = OwnershipPage({ visit, say: deskTexts[locale], texts: ownershipTexts[locale], ownership, refused });
    this.pages.send(reply, page, { status: refused ? 422 : 200 });
  }
}

const acting = ({ id, username }: Member, { ip }: FastifyRequest) => ({ id, username, address: ip });

const fields = {
  'owner.email-invalid': 'email',
  'owner.name-differs': 'name',
  'owner.candidate-unfit': 'username',
} as const;

/** What a refusal says beside its field, in the language of the page. */
function refusalsOf(thrown: unknown, visit: Visit): FieldErrors {
  const errors = errorsOf(thrown, visit, { ...fields, 'owner.offer-not-found': '' });
  const { refusals } = ownershipTexts[visit.reader.locale];
  if (!(thrown instanceof AppError) || !isOurs(thrown.code)) return errors;
  const text = refusals[thrown.code];
  return Object.fromEntries(Object.keys(errors).map((field) => [field, text]));
}

const isOurs = (code: string): code is keyof OwnershipTexts['refusals'] => code in ownershipTexts.en.refusals;
