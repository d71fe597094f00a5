import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, pageOf, type Query as GivenQuery } from '#kernel/http';
import { Anyone } from '#community/identity';
import { SearchPageService } from '#community/timelines';
import { Pages, type ReadingVisit, SiteFigures } from '#web/shell';
import { countOf, ShownResults } from './found-views.js';
import { askedBy, errorsIn, type Typed, typedFrom } from './search-query.js';
import { type Results, SearchPage } from './search.page.js';
import { searchTexts } from './search.texts.js';

const size = 20;

@Controller('search')
@Anyone()
export class SearchPagesController {
  constructor(
    private readonly searches: SearchPageService,
    private readonly results: ShownResults,
    private readonly figures: SiteFigures,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const say = searchTexts[visit.reader.locale];
    const typed = typedFrom(query);
    const errors = errorsIn(typed, say);
    const isWrong = Object.keys(errors).length > 0;
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const [results, figures] = await Promise.all([isWrong ? null : this.find(visit, typed, page), this.figures.read()]);
    const isNothing = results !== null && countOf(results.found) === 0;
    const more = results !== null && !isNothing && page.offset + size < results.total;
    const model = { visit, figures, say, typed, errors, results, page: page.page, more };
    const status = isWrong ? 400 : isNothing && page.page > 1 ? 404 : 200;
    this.pages.send(reply, SearchPage(model), { status });
  }

  private async find(visit: ReadingVisit, typed: Typed, page: Page): Promise<Results | null> {
    const asked = askedBy(typed);
    if (!asked) return null;
    const { kind, order } = typed;
    const result = await this.searches.find(visit.viewer, { kind, asked, order, page });
    const { found, near } = result;
    return {
      asked: result.understood,
      found: await this.results.of(visit, result),
      total: found.total,
      instead: found.instead?.join(' ') ?? null,
      near: near
        ? {
            members: this.results.members(visit, near.members.list),
            topics: this.results.topics(near.topics.list, near.wanted),
          }
        : null,
    };
  }
}
