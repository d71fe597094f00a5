import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, InvalidRequest, type Query as GivenQuery } from '#kernel/http';
import { Administrator, CurrentMember, type Member } from '#community/identity';
import { longestSiteText, type SiteTextName, siteTextNames, SiteTextsService } from '#community/site';
import { blank, type FieldErrors, type FormState, Pages, valuesOf } from '#web/shell';
import { spokenNumber } from '#web/ui';
import { deskTexts } from './desk.texts.js';
import { SiteTextPage, SiteTextsPage } from './site-texts.pages.js';

/** What the owner says of the community, text by text. */
@Controller('manage/texts')
@Administrator()
export class DeskTextsController {
  constructor(
    private readonly texts: SiteTextsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const texts = await Promise.all(siteTextNames.map(async (name) => ({ name, text: await this.texts.get(name) })));
    this.pages.send(reply, SiteTextsPage({ visit, say: deskTexts[visit.reader.locale], texts }));
  }

  @Get(':name')
  async show(
    @Param('name') name: string,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(textNamed(name), request, reply, blank, query['start'] === 'ours');
  }

  @Post(':name')
  async save(
    @Param('name') name: string,
    @CurrentMember() member: Member,
    @Body() given: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = textNamed(name);
    const { body = '' } = valuesOf(given);
    try {
      await this.texts.save(member.id, text, body);
    } catch (error) {
      const errors = this.errorsOf(error, request);
      return this.send(text, request, reply, { values: { body }, errors });
    }
    this.pages.redirect(reply, `/manage/texts/${text}`, 'saved');
  }

  /** All that can be wrong with a text is its length. */
  private errorsOf(error: unknown, request: FastifyRequest): FieldErrors {
    if (!(error instanceof InvalidRequest)) throw error;
    const { reader } = this.pages.visit(request);
    return { body: deskTexts[reader.locale].textTooLong(spokenNumber(longestSiteText, reader.locale)) };
  }

  private async send(
    name: SiteTextName,
    request: FastifyRequest,
    reply: FastifyReply,
    state: FormState,
    fromOurs = false,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const text = await this.texts.get(name);
    const say = deskTexts[visit.reader.locale];
    this.pages.send(reply, SiteTextPage({ visit, say, name, text, state, fromOurs }), {
      status: state === blank ? 200 : 422,
    });
  }
}

function textNamed(name: string): SiteTextName {
  const found = siteTextNames.find((one) => one === name);
  if (!found) throw new AppError('request.not-found');
  return found;
}
