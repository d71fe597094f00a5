import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Config } from '#kernel/config';
import { Clock } from '#kernel/database';
import { chooseLocale, type Locale, localeOf } from '#kernel/i18n';
import { HostCookies } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { isReadOnly } from '#kernel/tenancy';
import type { MemberRequest, Viewer } from '#community/identity';
import { SiteIcons, SitePicturesService } from '#community/media';
import { avatarUrl, MembersService } from '#community/members';
import { MessagesService } from '#community/messages';
import { CommunitySettings, type Settings, WalletAvailability } from '#community/site';
import { StatusBoard } from '#platform/status';
import { type PageIcons, readerOf } from '#web/ui';
import { FormTokens } from './form-tokens.js';
import { iconLinks } from './icon-links.js';
import { coloursPath } from './community-colours.js';
import { dismissedCookie, dismissedIn } from './notice-banners.js';
import { isSaid, type Said } from './said.js';
import { policyWith, type Sending, sendPage } from './send-page.js';
import { shellTexts } from './shell.texts.js';
import type { Look, OwnCard, ReadingVisit, Visit } from './visit.js';

export const languageCookie = 'language';
export const lookCookie = 'look';
const saidCookie = 'said';
const saidSeconds = 30;

/** Of a member, for all pages; what is not chosen is as everywhere. */
interface Choices {
  readonly timeZone?: string;
  readonly locale?: Locale | undefined;
}

interface Reading {
  /** Whether guests may send a form of the page, too. */
  readonly guestForms?: boolean;
  /** Its forms change nothing in the community, so that they are taken also while that can only be read. */
  readonly changesNothing?: boolean;
}

/** What all pages of a community have in common: for whom they are made, and how they are sent. */
@Injectable()
export class Pages {
  private readonly policy: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly settings: CommunitySettings,
    private readonly icons: SiteIcons,
    private readonly pictures: SitePicturesService,
    private readonly members: MembersService,
    private readonly messages: MessagesService,
    private readonly wallet: WalletAvailability,
    private readonly tokens: FormTokens,
    private readonly cookies: HostCookies,
    private readonly board: StatusBoard,
  ) {
    const { mediaHost } = config;
    this.policy = policyWith(mediaHost === undefined ? '' : ` ${config.publicUrl(mediaHost)}`);
  }

  /** Enough for a page that shows nothing of the community but its name. */
  visit(request: FastifyRequest, { timeZone, locale }: Choices = {}): Visit {
    const tenant = tenantScope.current();
    const settings = this.settings.known();
    const here = localeOf(this.cookies.read(request.headers.cookie, languageCookie) ?? ''); // the latest choice, if any
    const spoken = here ?? locale ?? chooseLocale(request.headers['accept-language'], tenant.locale);
    const colours = settings && coloursPath(settings);
    return {
      request,
      tenant,
      community: tenant.name,
      site: this.config.publicUrl(tenant.primaryHost),
      here: request.url,
      reader: { ...readerOf(spoken, this.clock.now(), timeZone), isFrozen: isReadOnly(tenant) },
      icons: this.iconsOf(settings),
      ...(colours && { colours }),
      look: lookOf(this.cookies.read(request.headers.cookie, lookCookie) ?? settings?.appearance),
      say: shellTexts[spoken],
      notices: this.board.pressingFor(tenant),
      dismissed: dismissedIn(this.cookies.read(request.headers.cookie, dismissedCookie)),
    };
  }

  async reading(request: FastifyRequest, reply: FastifyReply, forms: Reading = {}): Promise<ReadingVisit> {
    const viewer = (request as MemberRequest).member ?? null;
    const [settings, timeZone, known] = await Promise.all([
      this.settings.get(),
      this.settings.timeZone(),
      viewer && this.ownCard(viewer),
    ]);
    const visit = this.visit(request, { ...known?.choices, timeZone: known?.choices.timeZone || timeZone });
    const said = this.takeSaid(request, reply);
    return {
      ...visit,
      settings,
      cover: this.pictures.pathOf(settings, 'cover'),
      viewer,
      own: known && known.card,
      formToken: maySend(visit, viewer, forms) ? this.tokens.forPage(request, reply) : null,
      said: said && visit.say.said[said],
    };
  }

  send(reply: FastifyReply, page: VNode, sending?: Sending): void {
    sendPage(reply, page, this.policy, sending);
  }

  /** After a form: to a page of this community. `said`: what its reader is told there, once. */
  redirect(reply: FastifyReply, path: string, said?: Said): void {
    if (said) void reply.header('set-cookie', this.cookies.hold(saidCookie, said, saidSeconds));
    void reply.header('cache-control', 'no-store').redirect(safePath(path), 303);
  }

  private iconsOf(settings: Settings | undefined): PageIcons {
    if (!settings) return iconLinks();
    const wide = this.pictures.pathOf(settings, 'wideLogo');
    return {
      ...iconLinks({ version: this.icons.versionOf(settings), hasLogo: settings.logo !== '' }),
      ...(wide !== null && { wide: { shown: wide, ground: settings.wideLogoGround as 'light' | 'dark' | 'none' } }),
    };
  }

  private takeSaid({ headers }: FastifyRequest, reply: FastifyReply): Said | null {
    const said = this.cookies.read(headers.cookie, saidCookie);
    if (said === undefined) return null;
    void reply.header('set-cookie', this.cookies.drop(saidCookie));
    return isSaid(said) ? said : null;
  }

  private async ownCard(viewer: NonNullable<Viewer>): Promise<{ card: OwnCard; choices: Choices }> {
    const [own, unread, hasWallet] = await Promise.all([
      this.members.getOwn(viewer),
      this.messages.countUnread(viewer),
      this.wallet.isOn(),
    ]);
    const { nickname: name, username, isAdmin, locale, timeZone } = own;
    const avatar = avatarUrl('', own);
    return {
      card: { name, username, avatar, isAdmin, unread, hasWallet },
      choices: { locale: localeOf(locale), timeZone },
    };
  }
}

/** Of this community: never what would lead elsewhere, such as `//example.org`. */
export function safePath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\u0000-\u0020\u007f\\]*$/.test(path) ? path : '/';
}

const maySend = ({ reader }: Visit, viewer: Viewer, { guestForms = false, changesNothing = false }: Reading): boolean =>
  (viewer !== null || guestForms) && (changesNothing || !reader.isFrozen);

/** Null: as the reader's system is. */
export const lookOf = (chosen: string | undefined): Look | null =>
  chosen === 'light' || chosen === 'dark' ? chosen : null;
