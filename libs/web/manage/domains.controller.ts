import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import {
  type DomainActor,
  DomainInvalid,
  DomainProofs,
  DomainQuotaExceeded,
  DomainsService,
  hostIn,
} from '#platform/domains';
import { blank, errorsOf, type FieldErrors, type FormState, Pages, valuesOf } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { DomainsPage, domainsPath, RemoveDomainPage } from './domains.page.js';
import { domainsTexts } from './domains.texts.js';

/** The addresses of the community: domains of its own, which is the main one, which are given back. */
@Controller('manage/domains')
@Administrator()
export class DeskDomainsController {
  constructor(
    private readonly domains: DomainsService,
    private readonly proofs: DomainProofs,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, blank);
  }

  @Post()
  async add(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { host = '' } = valuesOf(body);
    try {
      const { domain } = await this.domains.claim(actorOf(member, request), tenantScope.current().id, host);
      this.pages.redirect(reply, pathTo(domain.host), 'saved');
    } catch (error) {
      return this.send(request, reply, { values: { host }, errors: this.errorsOf(error, request) });
    }
  }

  @Post('verify')
  async verify(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { host = '' } = valuesOf(body);
    try {
      await this.proofs.verify(actorOf(member, request), tenantScope.current().id, host);
    } catch (error) {
      if (!isAnothers(error)) throw error; // which the page says of the domain
    }
    this.pages.redirect(reply, pathTo(host), 'done');
  }

  @Post('primary')
  async makePrimary(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { host = '' } = valuesOf(body);
    try {
      await this.domains.makePrimary(actorOf(member, request), tenantScope.current().id, host);
    } catch (error) {
      return this.send(request, reply, { values: {}, errors: errorsOf(error, this.pages.visit(request)) });
    }
    this.pages.redirect(reply, pathTo(host), 'saved');
  }

  @Get(':host/remove')
  async ask(@Param('host') host: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sendQuestion(host, request, reply, blank);
  }

  @Post(':host/remove')
  async remove(
    @CurrentMember() member: Member,
    @Param('host') host: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { domain: typed = '' } = valuesOf(body);
    if (hostIn(typed) !== hostIn(host)) {
      const { locale } = this.pages.visit(request).reader;
      const { unicode } = await this.domains.get(tenantScope.current().id, hostIn(host) ?? '');
      const errors = { domain: domainsTexts[locale].confirmWrong(unicode) };
      return this.sendQuestion(host, request, reply, { values: { domain: typed }, errors });
    }
    await this.domains.release(actorOf(member, request), tenantScope.current().id, host);
    this.pages.redirect(reply, domainsPath, 'done');
  }

  private errorsOf(error: unknown, request: FastifyRequest): FieldErrors {
    const visit = this.pages.visit(request);
    const texts = domainsTexts[visit.reader.locale];
    if (error instanceof DomainInvalid) return { host: texts.refusals[error.refusal] };
    if (error instanceof DomainQuotaExceeded) return { host: texts.full(error.limit) };
    return errorsOf(error, visit);
  }

  private async send(request: FastifyRequest, reply: FastifyReply, state: FormState): Promise<void> {
    const [visit, domains] = await Promise.all([
      this.pages.reading(request, reply),
      this.domains.list(tenantScope.current().id),
    ]);
    const { locale } = visit.reader;
    const page = DomainsPage({ visit, say: deskTexts[locale], texts: domainsTexts[locale], domains, state });
    this.pages.send(reply, page, { status: state === blank ? 200 : 422 });
  }

  private async sendQuestion(
    host: string,
    request: FastifyRequest,
    reply: FastifyReply,
    state: FormState,
  ): Promise<void> {
    const [visit, domain] = await Promise.all([
      this.pages.reading(request, reply),
      this.domains.get(tenantScope.current().id, hostIn(host) ?? ''),
    ]);
    if (domain.kind === 'subdomain') throw new AppError('request.not-found');
    const { locale } = visit.reader;
    const page = RemoveDomainPage({ visit, say: deskTexts[locale], texts: domainsTexts[locale], domain, state });
    this.pages.send(reply, page, { status: state === blank ? 200 : 422 });
  }
}

/** Back to where on the page it was decided. */
const pathTo = (host: string): string => `${domainsPath}#domain-${hostIn(host) ?? ''}`;

const actorOf = ({ id, username }: Member, { ip: address }: FastifyRequest): DomainActor => ({
  member: { id, username, address },
});

const isAnothers = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'domain.taken' || error.code === 'domain.quarantined');
