import { Controller, Get, Ip, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressFrom, AppError, type ErrorName, type Query as GivenQuery, takesFile } from '#kernel/http';
import { parseUrl } from '#kernel/url';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { WalletAvailability } from '#community/site';
import { errorsOf, type FieldErrors, Pages, type ReadingVisit, safePath } from '#web/shell';
import { postPath } from '#web/ui';
import { checkForm, filesError } from './check-form.js';
import { ComposePage, MayNotComposePage } from './compose.page.js';
import { composeTexts } from './compose.texts.js';
import { composerModel, newKey, usualAudience } from './composer-model.js';
import { NewPosts } from './new-posts.js';
import { type SentForm, SentForms } from './sent-forms.js';

const longestPrefill = 5_000;
const nothing: SentForm = { values: {}, items: [], failed: [], brought: 0 };

/** What is quoted has gone meanwhile. */
const ofQuoted: readonly ErrorName[] = ['post.not-found', 'member.forbidden', 'post.quote-refused'];

/** Where posts are written: by their author alone, and seen by nobody before they are sent. */
@Controller('compose')
export class ComposeController {
  constructor(
    private readonly forms: SentForms,
    private readonly posts: NewPosts,
    private readonly wallet: WalletAvailability,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const { viewer, settings } = visit;
    if (visit.reader.isFrozen || viewer!.isBanned || (settings.phoneRequired && !viewer!.hasPhone))
      return this.pages.send(reply, MayNotComposePage({ visit, say: composeTexts[visit.reader.locale] }));
    const form = { ...nothing, values: { content: prefilledBy(query), quote_id: textIn(query, 'quote') } };
    await this.send(reply, visit, form, null);
  }

  @Post()
  @Active()
  @RouteConfig(takesFile)
  async publish(
    @CurrentMember() member: Member,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await this.forms.read(request, member.id);
    const visit = await this.pages.reading(request, reply);
    const wrong = wrongIn(form, visit);
    if (wrong || wantsDescribing(form)) return this.send(reply, visit, form, wrong ?? {});
    try {
      const { id } = await this.posts.publish(member, form, { settings: visit.settings, ip: addressFrom(ip) });
      this.pages.redirect(reply, backTo(form, request) ?? postPath(id), 'posted');
    } catch (error) {
      const [errors, hold] = refused(error, visit);
      await this.send(reply, visit, { ...form, values: { ...form.values, ...hold } }, errors);
    }
  }

  /** `errors`: null where nothing was sent yet. */
  private async send(
    reply: FastifyReply,
    visit: ReadingVisit,
    { values, items }: SentForm,
    errors: FieldErrors | null,
  ): Promise<void> {
    const { content = '', quote_id: asked, request_key = '', back = '' } = values;
    const quoted = asked ? await this.posts.quotedBy(visit, asked) : undefined;
    const quote_id = typeof quoted === 'object' ? String(quoted.id) : '';
    const visibility = values['visibility'] || usualAudience(visit.settings);
    const draft = values['draft'] ?? draftName(quote_id, content);
    const composer = composerModel(visit, {
      action: '/compose',
      draft,
      state: { values: { ...values, content, visibility }, errors: errors ?? {} },
      items,
      quoted,
      hidden: given({ request_key, quote_id, back, draft }),
      hasWallet: await this.wallet.isOn(),
      isNew: true,
    });
    const say = composeTexts[visit.reader.locale];
    const status = errors && Object.keys(errors).length > 0 ? 422 : 200;
    this.pages.send(reply, ComposePage({ visit, say, composer, back: safePath(back) }), { status });
  }
}

const given = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value));

/** Without scripts: files first, and then their descriptions. */
const wantsDescribing = ({ values }: SentForm): boolean => values['then'] === 'describe';

function wrongIn(form: SentForm, { settings, reader }: ReadingVisit): FieldErrors | null {
  const say = composeTexts[reader.locale];
  const files = filesError(form, say, reader.locale);
  if (wantsDescribing(form)) return files === null ? null : { files };
  const errors = checkForm(form, settings, say, reader.locale);
  return Object.keys(errors).length > 0 ? errors : null;
}

/** What is said of it, and what becomes of the form. */
function refused(error: unknown, visit: ReadingVisit): [FieldErrors, Record<string, string>] {
  const say = composeTexts[visit.reader.locale];
  const code = error instanceof AppError ? error.code : null;
  if (code === 'request.key-reused') return [{ '': say.sentAlready }, { request_key: newKey() }];
  if (code !== null && ofQuoted.includes(code)) return [{ '': say.quoteGone }, { quote_id: '' }];
  return [errorsOf(error, visit), {}];
}

/** To where it was written: a form says so itself, and the timeline is known by its address. */
function backTo({ values: { back } }: SentForm, { headers: { referer = '' } }: FastifyRequest): string | null {
  if (back) return safePath(back);
  return parseUrl(referer)?.pathname === '/' ? '/' : null;
}

const textIn = (query: GivenQuery, name: string): string => {
  const value = query[name];
  return typeof value === 'string' ? value : '';
};

/** What another page, or another app, has written already. */
function prefilledBy(query: GivenQuery): string {
  const topic = textIn(query, 'topic')
    .replace(/^[#＃]+/, '')
    .replaceAll(/\s+/g, '');
  const given = ['title', 'text', 'url'].map((name) => textIn(query, name).trim()).filter(Boolean);
  return `${topic && `#${topic} `}${given.join('\n')}`.slice(0, longestPrefill);
}

/** What was begun elsewhere does not come in the way of what is begun here. */
function draftName(quotedId: string, content: string): string {
  if (quotedId) return `quote-${quotedId}`;
  return content ? 'begun' : 'new';
}
