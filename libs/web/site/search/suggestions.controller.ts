import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { NamesSearchService, shortTextFrom } from '#community/search';
import { Pages } from '#web/shell';
import { profilePath, spokenNumber, topicPath, variantAt } from '#web/ui';
import { topicsTexts } from '../topics/topics.texts.js';
import { ShownResults } from './found-views.js';
import { searchTexts } from './search.texts.js';

/** What a script shows below a box while somebody types. */
@Controller('search/suggest')
@Anyone()
export class SuggestionsController {
  constructor(
    private readonly names: NamesSearchService,
    private readonly results: ShownResults,
    private readonly pages: Pages,
  ) {}

  @Get()
  async suggest(
    @CurrentViewer() viewer: Viewer,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { topics, members } = await this.names.suggest(viewer, shortTextFrom(query, 'k'));
    const { site, reader } = this.pages.visit(request);
    const locale = localeOf(shortTextFrom(query, 'lang')) ?? reader.locale; // of the page with the box
    const [say, ofTopics] = [searchTexts[locale], topicsTexts[locale]];
    const suggestions = [
      ...topics.list.map(({ name, quoteCount }) => ({
        name: `#${name}`,
        about: ofTopics.posts(quoteCount, spokenNumber(quoteCount, locale)),
        path: topicPath(name),
      })),
      ...this.results.members({ site, viewer }, members.list).map(({ person: { name, username, avatar } }) => ({
        name,
        about: `@${username}`,
        path: profilePath(username),
        avatar: avatar.startsWith('/media/') ? variantAt(avatar, 'avatar.webp') : avatar,
      })),
    ];
    void reply
      .headers({
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        vary: 'accept-language, cookie',
      })
      .send({ suggestions, said: say.suggested(suggestions.length) });
  }
}
