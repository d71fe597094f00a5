import sharp from 'sharp';
import type { Card, CardPicture, PostOnCard } from './card.js';
import { drawCard } from './draw-card.js';

jest.setTimeout(30_000);

const colours = {
  ground: '#ffffff',
  tint: '#e8f5ee',
  accent: '#0b7a43',
  text: '#1a1f24',
  muted: '#5a646e',
  hairline: '#e4e8eb',
};
const face: CardPicture = {
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="128" height="128"><rect width="64" height="64" fill="#d5e3f7"/></svg>',
};

const post = (text: string, more: Partial<PostOnCard> = {}, colour: Partial<typeof colours> = {}): Card => ({
  community: '泡泡读书会',
  host: 'demo.example.org',
  icon: { letter: '泡', ground: '#0b7a43' },
  colours: { ...colours, ...colour },
  shown: {
    ...{ kind: 'post', title: '', text },
    author: { name: 'Ada', handle: '@ada', avatar: face },
    ...more,
  },
});

/** How much of the place for the text is not the ground. */
async function inked(card: Card): Promise<number> {
  const place = { left: 92, top: 206, width: 1016, height: 290 };
  const drawn = await drawCard(card);
  expect(await sharp(drawn).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  const { channels } = await sharp(await sharp(drawn).extract(place).png().toBuffer())
    .greyscale()
    .stats();
  return 255 - channels[0]!.mean;
}

describe('a card', () => {
  it('shows what is said, in any letters, however long', async () => {
    const texts = [
      '雨天开馆。',
      'Good morning',
      'مساء الخير',
      '一'.repeat(2_000),
      'w'.repeat(3_000),
      'a\n'.repeat(500),
    ];
    const ink = await Promise.all(texts.map((text) => inked(post(text))));
    expect(ink.map((much) => much > 0.1)).toEqual(texts.map(() => true));
  });

  it('draws hostile texts as texts', async () => {
    const hostile = [
      '<span size="999999" foreground="#ffffff">',
      '</span><b>',
      '&#0; &lt; &',
      '\ud800 \0 \u{f0001} \u202e',
      '<svg onload=x>',
      `a${'\u0301'.repeat(5_000)}`,
    ];
    for (const text of hostile) {
      const shown = post(text, { title: text, author: { name: text, handle: text, avatar: face } });
      expect((await drawCard({ ...shown, community: text, host: text })).length).toBeGreaterThan(10_000);
    }
    const [plainly, marked] = [await drawCard(post('x')), await drawCard(post('<b>x</b>'))];
    expect(plainly.equals(marked)).toBe(false);
  });

  it('is the same each time, and wears the colours of the community', async () => {
    const one = await drawCard(post('雨天开馆。'));
    expect((await drawCard(post('雨天开馆。'))).equals(one)).toBe(true);
    const { data } = await sharp(await drawCard(post('雨天开馆。', {}, { accent: '#b3203c' })))
      .extract({ left: 600, top: 10, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([0xb3, 0x20, 0x3c]);
  });

  it('shows a picture at its side, and does without where it is none', async () => {
    const red = { create: { width: 300, height: 200, channels: 3, background: '#ff0000' } } as const;
    const bytes = await sharp(red).webp().toBuffer();
    const at = async (card: Card) => {
      const spot = await sharp(await drawCard(card))
        .extract({ left: 1000, top: 300, width: 1, height: 1 })
        .raw()
        .toBuffer();
      return [...spot.subarray(0, 3)];
    };
    expect((await at(post('Red', { picture: { bytes } })))[0]).toBeGreaterThan(240);
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    );
    for (const broken of [Buffer.alloc(0), Buffer.from('RIFF0000WEBPxxxx'), bytes.subarray(0, 60), svg])
      expect(await at(post('Red', { picture: { bytes: broken } }))).toEqual([255, 255, 255]);
  });
});
