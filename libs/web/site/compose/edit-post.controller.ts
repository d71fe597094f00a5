import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, idFrom, InvalidRequest, type Query as GivenQuery, takesFile } from '#kernel/http';
import { Active, CurrentMember, type Member, Unbanned } from '#community/identity';
import { errorsOf, type FieldErrors, Pages, type ReadingVisit } from '#web/shell';
import { postPath } from '#web/ui';
import { checkForm } from './check-form.js';
import { ComposePage } from './compose.page.js';
import { composeTexts } from './compose.texts.js';
import { composerModel } from './composer-model.js';
import { type OwnPost, OwnPosts } from './own-posts.js';
import { type SentForm, SentForms } from './sent-forms.js';

/** Where authors say better what they have said. */
@Controller('post/:id/edit')
export class EditPostController {
  constructor(
    private readonly forms: SentForms,
    private readonly posts: OwnPosts,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Unbanned()
  async show(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const own = await this.posts.get(member, idOf(params));
    await this.send(reply, visit, own, own.said, {});
  }

  @Post()
  @Active()
  @RouteConfig(takesFile)
  async edit(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const own = await this.posts.get(member, idOf(params));
    const form = await this.forms.read(request, member.id);
    const visit = await this.pages.reading(request, reply);
    const { reader, settings } = visit;
    const wrong = checkForm(form, settings, composeTexts[reader.locale], reader.locale);
    const describes = form.values['then'] === 'describe';
    if (describes || Object.keys(wrong).length > 0) return this.send(reply, visit, own, form, wrong);
    try {
      await this.posts.edit(member, own, form);
    } catch (error) {
      return this.send(reply, visit, own, form, errorsOf(error, visit));
    }
    this.pages.redirect(reply, postPath(own.id), 'saved');
  }

  private async send(
    reply: FastifyReply,
    visit: ReadingVisit,
    own: OwnPost,
    { values, items }: Pick<SentForm, 'values' | 'items'>,
    errors: FieldErrors,
  ): Promise<void> {
    const { content = '', cover = '', title } = values;
    const composer = composerModel(visit, {
      action: `${postPath(own.id)}/edit`,
      draft: `edit-${own.id}`,
      state: { values: { content, cover, ...(title !== undefined && { title }) }, errors },
      items,
      quoted: await this.posts.quotedIn(visit, own),
      hasWallet: false,
      isNew: false,
    });
    const say = composeTexts[visit.reader.locale];
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    this.pages.send(reply, ComposePage({ visit, say, composer, back: postPath(own.id) }), { status });
  }
}

/** What can be no id is the address of nothing. */
function idOf(params: GivenQuery): number {
  try {
    return idFrom(params, 'id');
  } catch (error) {
    throw error instanceof InvalidRequest ? new AppError('post.not-found') : error;
  }
}
