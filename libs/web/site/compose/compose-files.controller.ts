import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type Query as GivenQuery, takesFile } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { MembersService } from '#community/members';
import { TopicsService } from '#community/topics';
import { FormParts, ownPath, Pages, type Visit } from '#web/shell';
import { reasonOf } from './check-form.js';
import { composeTexts } from './compose.texts.js';
import { lengthOf, SentForms, uploadsByField, valueOf } from './sent-forms.js';

type Upload = (typeof uploadsByField)[string];
const uploads = Object.values(uploadsByField);
const longestTyped = 60;

/** For the scripts of the composer: files one at a time, and names and topics for what is being typed. */
@Controller('compose')
export class ComposeFilesController {
  constructor(
    private readonly parts: FormParts,
    private readonly forms: SentForms,
    private readonly members: MembersService,
    private readonly topics: TopicsService,
    private readonly pages: Pages,
  ) {}

  /** `type` and `file`, as on `/v1`. Answers what stands for it in the form of the composer, or why it was not taken. */
  @Post('files')
  @HttpCode(200)
  @Active()
  @RouteConfig(takesFile)
  async take(
    @CurrentMember() { id }: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = this.pages.visit(request);
    let upload: Upload | undefined;
    for await (const part of this.parts.read(request)) {
      if ('value' in part && part.name === 'type') upload = uploads.find(({ name }) => name === part.value);
      if (!('file' in part) || !upload) continue;
      const { type, name } = upload;
      try {
        const address = await this.forms.takeOne(id, name, part.file, lengthOf(request));
        const value = valueOf({ type, address, alt: '' });
        return sendJson(reply, { value, type, content: ownPath(address, visit.site) });
      } catch (error) {
        return refuse(reply, visit, { type, error });
      }
    }
    refuse(reply, visit, { type: 0, error: new AppError('upload.failed') });
  }

  @Get('suggest')
  @SignedIn()
  async suggest(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { kind, k } = query;
    const typed = typeof k === 'string' ? k.slice(0, longestTyped) : '';
    const suggest = kind === 'topic' ? await this.topics.suggest(typed) : await this.members.suggest(member, typed);
    sendJson(reply, { suggest });
  }
}

function refuse(reply: FastifyReply, { reader }: Visit, { type, error }: { type: number; error: unknown }): void {
  if (!(error instanceof AppError)) throw error;
  sendJson(reply.status(error.status), {
    error: reasonOf({ type, error }, composeTexts[reader.locale], reader.locale),
  });
}

function sendJson(reply: FastifyReply, content: object): void {
  void reply
    .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .send(JSON.stringify(content));
}
