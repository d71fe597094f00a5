import { Injectable } from '@nestjs/common';
import { startOf } from '#kernel/i18n';
import { PublicPictures, SiteIcons } from '#community/media';
import type { Card, CardColours, CardLetter, CardPicture } from '#web/cards';
import { accentShades, avatarFile, colours, groundOf } from '#web/ui';
import type { CardModel, PlaceModel } from './card-model.js';

/** Gathers what a card is made of. What cannot be had is left out, or another picture stands for it. */
@Injectable()
export class CardSources {
  constructor(
    private readonly pictures: PublicPictures,
    private readonly icons: SiteIcons,
  ) {}

  async gather(model: CardModel, site: string): Promise<Card> {
    const { community, host, accent, shown } = model;
    const icon = await this.iconOf(model);
    const common = { community, host, icon, colours: coloursOf(accent) };
    if (shown.kind !== 'post') return { ...common, shown: await this.place(shown, common, site) };
    const { name, username, title, text, picture } = shown;
    const [avatar, bytes] = await Promise.all([
      this.avatarOf(shown, site),
      picture ? this.read(picture.address, site) : null,
    ]);
    return {
      ...common,
      shown: {
        kind: 'post',
        ...{ title, text },
        author: { name, handle: `@${username}`, avatar },
        ...(picture && bytes && { picture: bytes, isFilm: picture.isFilm }),
      },
    };
  }

  private async place(
    shown: PlaceModel,
    { icon, colours: own }: Pick<Card, 'icon' | 'colours'>,
    site: string,
  ): Promise<Card['shown']> {
    const { kind, title, username, text } = shown;
    const letter: CardLetter = { letter: '#', ground: own.accent };
    const emblem = kind === 'home' ? icon : kind === 'topic' ? letter : await this.avatarOf(shown, site);
    return {
      kind: 'place',
      ...{ emblem, title, text },
      isRound: kind === 'member',
      isHome: kind === 'home',
      handle: username && `@${username}`,
    };
  }

  private async iconOf({ logo, community: name, slug }: CardModel): Promise<CardPicture | CardLetter> {
    const found = logo === '' ? null : await (await this.icons.find('icon192.png'))?.open();
    if (!found) return { letter: startOf(name, 1).toUpperCase(), ground: groundOf(slug) };
    const parts: Buffer[] = [];
    for await (const part of found as AsyncIterable<Buffer>) parts.push(part);
    return { bytes: Buffer.concat(parts) };
  }

  private async avatarOf(
    { avatar, name, title }: { avatar: string; name?: string; title?: string },
    site: string,
  ): Promise<CardPicture | CardLetter> {
    const [, number] = /^\/avatars\/(\d{1,2})\.svg$/.exec(avatar) ?? [];
    if (number !== undefined) return { svg: avatarFile(Number(number)) };
    const bytes = await this.read(`${avatar}-avatar.webp`, site);
    return bytes ?? { letter: startOf(name ?? title ?? '', 1).toUpperCase(), ground: groundOf(avatar) };
  }

  /** `address`: of a variant. Others than the original's are asked for, so that it need not be decoded whole. */
  private async read(address: string, site: string): Promise<{ bytes: Buffer } | null> {
    const at = address.lastIndexOf('-');
    const file = address.slice(0, at);
    const bytes = await this.pictures.read(file.startsWith('/') ? site + file : file, address.slice(at + 1));
    return bytes && { bytes };
  }
}

const usual = colours.accent.light;

/** As on light pages: where a card is shown nobody knows what the reader likes. */
function coloursOf(chosen: string): CardColours {
  const { accent, tint } = accentShades(chosen || usual);
  return {
    ground: colours.page.light,
    accent: accent.light,
    tint: tint.light,
    text: colours.text.light,
    muted: colours.muted.light,
    hairline: colours.hairline.light,
  };
}
