import type { OverlayOptions, SharpConstructor } from 'sharp';
import { type Card, type CardColours, cardSize, type PlaceOnCard, type PostOnCard } from './card.js';
import { emblem, framed, shape } from './pictures.js';
import { oneLine, plain } from './plain.js';
import { placed, Writer } from './written.js';

/** The sheet on the coloured ground, and what is left free on it. */
const sheet = { left: 36, top: 36, width: 1128, height: 558, radius: 32 };
const edge = 56;
const pictureWidth = 432;
const foot = { height: 84, icon: 44 };
const sizes = {
  text: [88, 72, 60, 52, 46, 40, 36, 32, 30],
  title: [46, 40, 36],
  afterTitle: [40, 36, 32, 30],
  place: [80, 68, 58, 48, 40],
  aboutPlace: [42, 38, 34, 30],
} as const;
const mostLetters = 600;

interface Desk {
  readonly sharp: SharpConstructor;
  readonly writer: Writer;
  readonly colours: CardColours;
}

interface Column {
  readonly left: number;
  readonly width: number;
}

let tools: Promise<{ sharp: SharpConstructor; writer: Writer }> | undefined;

/** Loaded when it is first needed. */
async function load() {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return { sharp, writer: new Writer(sharp) };
}

/** A picture of 1200 × 630 as a PNG. Decodes what strangers have uploaded: for a process that may be ended. */
export async function drawCard({ community, host, icon, colours, shown }: Card): Promise<Buffer> {
  tools ??= load();
  const desk: Desk = { ...(await tools), colours };
  const inside = sheet.width - 2 * edge;
  const picture = shown.kind === 'post' ? await pictureOf(desk, shown) : [];
  const column = { left: sheet.left + edge, width: picture.length ? inside - pictureWidth + edge - 48 : inside };
  const parts = [
    ...picture,
    ...(shown.kind === 'post' ? await post(desk, shown, column) : await place(desk, shown, column)),
    ...(await footOf(desk, isHome(shown) ? { host } : { community, host, icon }, column)),
  ];
  return desk
    .sharp(Buffer.from(groundOf(colours)))
    .composite(parts)
    .png({ compressionLevel: 8 })
    .toBuffer();
}

const isHome = (shown: Card['shown']): boolean => shown.kind === 'place' && shown.isHome === true;

function groundOf({ ground, tint, accent }: CardColours): string {
  const { width, height } = cardSize;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="${width}" height="${height}" fill="${accent}"/>` +
    `<circle cx="1130" cy="-30" r="330" fill="${tint}" opacity=".16"/>` +
    `<circle cx="40" cy="680" r="300" fill="${tint}" opacity=".12"/>` +
    `<rect x="${sheet.left}" y="${sheet.top}" width="${sheet.width}" height="${sheet.height}" rx="${sheet.radius}" fill="${ground}"/>` +
    '</svg>'
  );
}

async function pictureOf({ sharp }: Desk, { picture, isFilm }: PostOnCard): Promise<OverlayOptions[]> {
  const frame = { width: pictureWidth, height: sheet.height, radii: [0, sheet.radius] } as const;
  const input = picture && (await framed(sharp, picture, frame));
  if (!input) return [];
  const left = sheet.left + sheet.width - pictureWidth;
  const shown = { input, left, top: sheet.top };
  if (!isFilm) return [shown];
  const sign = {
    input: Buffer.from(playSign),
    left: left + (pictureWidth - 120) / 2,
    top: sheet.top + (sheet.height - 120) / 2,
  };
  return [shown, sign];
}

const playSign =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120"><circle cx="60" cy="60" r="60" fill="#000" opacity=".55"/>' +
  '<path d="M48 38v44l36-22Z" fill="#fff"/></svg>';

/** Who says nothing in words is shown as a member is. */
async function post(desk: Desk, { author, ...said }: PostOnCard, column: Column): Promise<OverlayOptions[]> {
  const [title, text] = await Promise.all([
    desk.writer.drawable(oneLine(said.title, 120)),
    desk.writer.drawable(plain(said.text, mostLetters)),
  ]);
  const { name, handle, avatar: emblem } = author;
  if (!title && !text)
    return place(desk, { kind: 'place', emblem, isRound: true, title: name, handle, text: '' }, column);
  return [...(await byline(desk, author, column)), ...(await saying(desk, { title, text }, column))];
}

const top = sheet.top + 48;
const faceSide = 84;

async function byline(desk: Desk, author: PostOnCard['author'], { left, width }: Column): Promise<OverlayOptions[]> {
  const { sharp, writer, colours } = desk;
  const beside = left + faceSide + 22;
  const most = left + width - beside;
  const [face, name, handle] = await Promise.all([
    emblem(sharp, writer, author.avatar, { side: faceSide, radius: faceSide / 2 }),
    line(desk, author.name, { size: 34, weight: 'Bold', colour: colours.text }, most),
    line(desk, author.handle, { size: 26, weight: 'Regular', colour: colours.muted }, most),
  ]);
  return [
    ...(face ? [{ input: face, left, top }] : []),
    ...(name ? [{ input: name.input, left: beside, top: Math.round(top + 22 - name.height / 2) }] : []),
    ...(handle ? [{ input: handle.input, left: beside, top: Math.round(top + 65 - handle.height / 2) }] : []),
  ];
}

/** A short text is large, and stands in the middle of the room; a long one begins at its top. */
async function saying(
  { writer, colours }: Desk,
  { title, text }: Pick<PostOnCard, 'title' | 'text'>,
  column: Column,
): Promise<OverlayOptions[]> {
  const { width } = column;
  const [begin, end] = [top + faceSide + 34, sheet.top + sheet.height - foot.height - 26];
  const ink = { colour: colours.text };
  const head =
    title && (await writer.paragraph(title, { ...ink, weight: 'Bold' }, { width, height: 130 }, sizes.title));
  const below = head ? begin + head.height + 28 : begin;
  const lines = text.length > 140 ? text.replaceAll('\n\n', '\n') : text;
  const room = { width, height: end - below };
  const body = await writer.paragraph(lines, { ...ink, weight: 'Regular' }, room, head ? sizes.afterTitle : sizes.text);
  const free = end - (body ? below + body.height : below);
  const down = Math.min(free / 2, 56);
  return [
    ...(head ? [placed(head, { ...column, top: begin + down })] : []),
    ...(body ? [placed(body, { ...column, top: below + down })] : []),
  ];
}

async function place(
  desk: Desk,
  { emblem: sign, isRound, ...said }: PlaceOnCard,
  { left, width }: Column,
): Promise<OverlayOptions[]> {
  const { sharp, writer, colours } = desk;
  const side = width < 800 ? 150 : 210;
  const beside = { left: left + side + 48, width: width - side - 48 };
  const ink = { colour: colours.text };
  const name = await writer.drawable(oneLine(said.title, 80));
  const [face, title, handle] = await Promise.all([
    emblem(sharp, writer, sign, { side, radius: isRound ? side / 2 : 44 }),
    writer.paragraph(name, { ...ink, weight: 'Bold' }, { width: beside.width, height: 150 }, sizes.place),
    line(desk, said.handle, { size: 32, weight: 'Regular', colour: colours.muted }, beside.width),
  ]);
  const height = sheet.height - foot.height - 150 - (title?.height ?? 0) - (handle?.height ?? 0);
  const about = await writer.drawable(plain(said.text, 240));
  const text = await writer.paragraph(about, { ...ink, weight: 'Regular' }, { ...beside, height }, sizes.aboutPlace);
  const rows = [title, handle, text].filter((one) => one !== null);
  const middle = sheet.top + (sheet.height - foot.height) / 2 + 8;
  let at = middle - (rows.reduce((sum, row) => sum + row.height, 0) + (rows.length - 1) * 34) / 2;
  const shown = rows.map((row) => {
    const put = { ...placed(row, { ...beside, top: at }), ...(row !== text && { left: beside.left }) };
    at += row.height + (row === title && handle ? 26 : 38);
    return put;
  });
  return [...(face ? [{ input: face, left, top: Math.round(middle - side / 2) }] : []), ...shown];
}

interface Foot {
  readonly host: string;
  /** Not where the card is that of the community. */
  readonly community?: string;
  readonly icon?: Card['icon'];
}

async function footOf(
  desk: Desk,
  { community = '', host, icon }: Foot,
  { left, width }: Column,
): Promise<OverlayOptions[]> {
  const { sharp, writer, colours } = desk;
  const top = sheet.top + sheet.height - foot.height;
  const side = foot.icon;
  const where = await line(desk, host, { size: 24, weight: 'Regular', colour: colours.accent }, width * 0.45);
  const left4 = width - side - 16 - (where ? where.width + 24 : 0);
  const [sign, name] = await Promise.all([
    icon ? emblem(sharp, writer, icon, { side, radius: 11 }) : null,
    line(desk, community, { size: 26, weight: 'Bold', colour: colours.text }, left4),
  ]);
  const middle = top + (foot.height - 14) / 2;
  const hair = shape({ width, height: 2, radii: [0, 0] }, colours.hairline);
  return [
    { input: Buffer.from(hair), left, top: top - 8 },
    ...(sign ? [{ input: sign, left, top: Math.round(middle - side / 2) }] : []),
    ...(name ? [{ input: name.input, left: left + side + 16, top: Math.round(middle - name.height / 2) }] : []),
    ...(where
      ? [
          {
            input: where.input,
            left: sign ? left + width - where.width : left,
            top: Math.round(middle - where.height / 2),
          },
        ]
      : []),
  ];
}

const line = async ({ writer }: Desk, text: string, look: Parameters<Writer['line']>[1], width: number) =>
  writer.line(await writer.drawable(oneLine(text, 80)), look, Math.round(width));
