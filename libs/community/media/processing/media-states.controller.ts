import { Controller, Get, Headers, Query } from '@nestjs/common';
import { InvalidRequest, type Query as GivenQuery, WireAnswer, WireQuery } from '#kernel/http';
import { chooseLocale, type Locale } from '#kernel/i18n';
import { tenantScope } from '#kernel/scope';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { MediaUrls } from '../media-urls.js';
import { type MediaStateRow, MediaStatesQueries } from './media-states.queries.js';
import { faultTexts } from './media-states.texts.js';
import { FileStatesView, type FileStateView } from './media-states.views.js';

const most = 50;

@Controller('v1/attachment')
export class MediaStatesController {
  constructor(
    private readonly states: MediaStatesQueries,
    private readonly urls: MediaUrls,
  ) {}

  /** What is not the member's, or not there, is left out: who asks again and again sees it go. */
  @Get('state')
  @SignedIn()
  @WireQuery({ content: 'text' })
  @WireAnswer({ data: FileStatesView })
  async list(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Headers('accept-language') language?: string,
  ): Promise<FileStatesView> {
    const asked = addressesFrom(query).map((content) => ({ content, key: this.urls.keyOf(content) }));
    const found = await this.states.list(
      member.id,
      asked.flatMap(({ key }) => key ?? []),
    );
    const byKey = new Map(found.map((row) => [row.key, row]));
    const locale = chooseLocale(language, tenantScope.current().locale);
    return {
      list: asked.flatMap(({ content, key }) => {
        const row = byKey.get(key ?? '');
        return row ? viewOf(content, row, locale) : [];
      }),
    };
  }
}

/** One, or several by the same name. */
function addressesFrom({ content }: GivenQuery): string[] {
  const given: unknown[] = Array.isArray(content) ? content : [content];
  const addresses = given.filter((one): one is string => typeof one === 'string' && one !== '');
  if (!addresses.length || addresses.length > most)
    throw new InvalidRequest([`content must be the address of a file, or up to ${most} of them`]);
  return addresses;
}

const viewOf = (content: string, row: MediaStateRow, locale: Locale): FileStateView => ({
  content,
  state: row.state,
  reason: row.reason,
  reason_text: row.reason && faultTexts[locale][row.reason],
  progress: row.progress,
  img_width: row.width,
  img_height: row.height,
  duration: row.durationMs,
  animated: row.animated,
  thumbhash: row.thumbhash,
  variants: [...row.variants],
});
