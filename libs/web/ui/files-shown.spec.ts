import { Film, Sound } from './films.js';
import { Pictures, Thumbs } from './pictures.js';
import { readerOf } from './reader.js';
import { renderPart } from './render.js';
import type { FileView, Picture } from './views.js';

const address = '/media/public/image/aa/b.png';
const ready: FileView = {
  state: 'ready',
  width: 3000,
  height: 2000,
  variants: ['detail.webp', 'feed.avif', 'feed.webp', 'thumb.webp'],
};
const reader = readerOf('en', new Date());
const shown = (file: FileView | undefined, { open = false, count = 1 } = {}): string => {
  const picture: Picture = { address, alt: 'A "heron"', ...(file && { file }) };
  return renderPart(
    Pictures({ pictures: Array.from({ length: count }, () => picture), by: 'ada', locale: 'en', open })!,
  );
};

/** What a browser loads by itself. */
const loadedBy = (page: string): string => [...page.matchAll(/(?:src|srcset)="[^"]*"/g)].join(' ');

describe('a picture in a page', () => {
  it('is as small as a list needs, in the best format that the reader takes, and keeps its place', () => {
    const list = shown(ready);
    expect(list).toContain(`<source type="image/avif" srcset="${address}-feed.avif"`);
    expect(list).toMatch(new RegExp(`<img src="${address}-feed.webp" alt="A &quot;heron&quot;"[^>]*loading="lazy"`));
    expect(list).toMatch(/width="768" height="512"/);
    expect(list).not.toContain('detail.webp');
    expect(loadedBy(shown(ready, { open: true, count: 3 }))).not.toContain('detail.webp');
  });

  it('is larger where it stands alone, and opens as it was uploaded', () => {
    const page = shown(ready, { open: true });
    expect(page).toContain(`<a href="${address}" `);
    expect(page).toContain(`srcset="${address}-feed.webp 720w, ${address}-detail.webp 1600w"`);
    expect(shown({ ...ready, width: 600, height: 400 }, { open: true })).toContain('feed.webp 600w"');
  });

  it('moves only where it stands alone', () => {
    const moving = { ...ready, animated: true };
    expect(shown(moving)).toContain('-feed.webp');
    expect(shown(moving, { open: true })).toContain(`<img src="${address}-detail.webp"`);
    const small = { ...moving, variants: ['feed.webp', 'thumb.webp'] };
    expect(shown(small, { open: true })).toContain(`<img src="${address}"`);
  });

  it('is there before its variants are, and where there are none', () => {
    for (const file of [undefined, { state: 'pending', variants: [] } as const, { state: 'ready' } as const])
      expect(shown(file)).toContain(`<img src="${address}" `);
    expect(shown(undefined)).not.toContain('width=');
    expect(shown({ state: 'failed', variants: [] })).toMatch(/^(?!.*<img).*This picture cannot be shown\./s);
  });

  it('has the colours of its hash behind it, as a drawing, which needs no style of its own', () => {
    const page = shown({ ...ready, hash: '1QcSHQRnh493V4dIh4eXh1h4kJUI' });
    expect(page.match(/<path fill="#[0-9a-f]{6}"/g)).toHaveLength(12);
    expect(page).not.toMatch(/style=|data:|javascript/);
  });

  it('is a thumb in a post within another', () => {
    const thumbs = (file?: FileView) =>
      renderPart(Thumbs({ pictures: [{ address, ...(file && { file }) }], by: 'ada', locale: 'en' })!);
    expect(thumbs(ready)).toContain(`src="${address}-thumb.webp"`);
    expect(thumbs()).toContain(`src="${address}"`);
  });
});

describe('a film in a page', () => {
  const film = (file?: FileView) =>
    renderPart(Film({ address: '/media/public/video/a.mov', by: 'ada', reader, ...(file && { file }) }));

  it('loads nothing but its picture before it is played, and keeps its place', () => {
    const portrait = film({ ...ready, width: 720, height: 1280, variants: ['play.mp4', 'poster.webp'] });
    expect(portrait).toMatch(
      /<video class="film" src="\/media\/public\/video\/a\.mov" poster="[^"]+a\.mov-poster\.webp"/,
    );
    expect(portrait).toMatch(/controls playsinline preload="none" aria-label="Film by ada" width="288" height="512"/);
    expect(film()).toContain('preload="metadata"');
    expect(portrait + film()).not.toContain('autoplay');
  });

  it('says that it is being prepared, or cannot be played', () => {
    expect(film({ state: 'pending' })).toMatch(/^(?!.*<video).*being prepared/s);
    const failed = film({ state: 'failed', variants: [] });
    expect(failed).toMatch(/^(?!.*<video).*It cannot be played\./s);
    expect(renderPart(Sound({ address: '/a.mp3', by: 'ada', reader, file: { state: 'failed' } }))).not.toContain(
      '<audio',
    );
    expect(renderPart(Sound({ address: '/a.mp3', by: 'ada', reader, file: { state: 'pending' } }))).toContain('<audio');
  });
});
