import { Config } from '#kernel/config';
import type { MediaVariant } from '../media-object.js';
import type { Person } from '../../../../test/support/person.js';
import { useProcessing } from '../../../../test/support/use-processing.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';

type Variants = Record<string, MediaVariant>;
type Streams = { codec_name?: string; width?: number; height?: number; pix_fmt?: string; channels?: number }[];

const rules = testConfig(3000, { FILM_SECONDS: '5', FILM_HEIGHT: '240' });

describe('what becomes of a film', () => {
  const processing = useProcessing((builder) => builder.overrideProvider(Config).useValue(rules));
  let ada: Person;
  beforeAll(async () => {
    ada = await processing.community.member('ada');
  });

  const picture = (size: string, seconds = 2) => [
    '-f',
    'lavfi',
    '-i',
    `testsrc=size=${size}:rate=25:duration=${seconds}`,
  ];
  const tone = (seconds = 2) => ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
  const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'];
  const made = async (bytes: Buffer, extension = 'mp4') => {
    const file = await processing.uploaded(ada, 'public/video', extension, bytes);
    return { file, row: await processing.processed(file) };
  };
  const played = async (file: Parameters<typeof processing.bytes>[0]) => {
    const bytes = await processing.bytes(file, 'play.mp4');
    return { bytes, ...(await processing.probed(bytes)) };
  };
  /** The index stands before the frames. */
  const isFast = (bytes: Buffer) => bytes.indexOf('moov') > 0 && bytes.indexOf('moov') < bytes.indexOf('mdat');

  it('is the same in a form that plays at once, with a picture, in place of what was uploaded', async () => {
    const tagged = ['-metadata', 'artist=Ada', '-metadata', 'location=+51.5+000.1/', '-c:a', 'aac', '-ac', '2'];
    const bytes = await processing.filmed(...picture('320x240'), ...tone(), ...h264, ...tagged, 'film.mp4');
    expect(isFast(bytes)).toBe(false);
    const { file, row } = await made(bytes);
    expect(row).toMatchObject({ state: 'ready', reason: '', progress: 100, tries: 0, has_original: false });
    expect(row).toMatchObject({ width: 320, height: 240, thumbhash: expect.stringMatching(/.{20}/) });
    expect(Math.abs((row['duration_ms'] as number) - 2000)).toBeLessThan(100);
    const variants = row['variants'] as Variants;
    expect(variants).toEqual({
      'play.mp4': { type: 'video/mp4', width: 320, height: 240, size: expect.any(Number) },
      'poster.webp': { type: 'image/webp', width: 320, height: 240, size: expect.any(Number) },
      'posterthumb.webp': { type: 'image/webp', width: 300, height: 240, size: expect.any(Number) },
    });
    expect(await processing.stored(file)).toEqual(['play.mp4', 'poster.webp', 'posterthumb.webp']);
    expect(row['bytes']).toBe(Object.values(variants).reduce((all, { size }) => all + size, 0));
    const { bytes: play, streams, format } = await played(file);
    expect((streams as Streams).map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
    expect(isFast(play)).toBe(true);
    expect(JSON.stringify([format.tags, streams])).not.toMatch(/Ada|51\.5/);
    expect(play.includes('Ada')).toBe(false);
  });

  it('is put into a form that every browser knows', async () => {
    const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-strict', '-2', '-c:a', 'libopus', '-ac', '1'];
    const { file, row } = await made(
      await processing.filmed(...picture('322x242', 1), ...tone(1), ...vp9, '-f', 'mp4', 'film.mp4'),
    );
    expect(row).toMatchObject({ state: 'ready', has_original: false, height: 240 });
    const { streams } = await played(file);
    expect(streams).toMatchObject([
      { codec_name: 'h264', profile: 'High', pix_fmt: 'yuv420p', height: 240 },
      { codec_name: 'aac', channels: 2 },
    ]);
  });

  it('stands upright, as the phone was held', async () => {
    const flat = await processing.filmed(...picture('320x180', 1), ...h264, 'flat.mov');
    const turned = await processing.filmed('-i', flat, '-c', 'copy', '-metadata:s:v', 'rotate=90', 'turned.mov');
    expect(JSON.stringify(await processing.probed(turned))).toContain('"rotation"');
    const { file, row } = await made(turned, 'mov');
    expect(row).toMatchObject({ state: 'ready', width: 180, height: 320 });
    const { streams } = await played(file);
    expect(streams).toMatchObject([{ codec_name: 'h264', width: 180, height: 320 }]);
    expect(JSON.stringify(streams)).not.toContain('rotat');
  });

  it('is made smaller, to even sides', async () => {
    const { row } = await made(await processing.filmed(...picture('854x480', 1), ...h264, 'film.mp4'));
    expect([row['state'], row['width'], row['height']]).toEqual(['ready', 428, 240]);
  });

  it('needs no sound', async () => {
    const { file } = await made(await processing.filmed(...picture('320x240', 1), ...h264, 'film.mp4'));
    expect((await played(file)).streams).toHaveLength(1);
  });

  it('is nothing where it is too long, without a picture, broken, or a playlist', async () => {
    const long = await processing.filmed(...picture('64x64', 6), ...h264, 'film.mp4');
    const whole = await processing.filmed(...picture('320x240', 1), ...h264, 'film.mp4');
    const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n';
    const bad: [Buffer, string][] = [
      [long, 'too-long'],
      [await processing.filmed(...tone(1), '-c:a', 'aac', 'film.mp4'), 'no-picture'],
      [whole.subarray(0, whole.length / 2), 'damaged'],
      [Buffer.from(playlist), 'damaged'],
      [Buffer.from("ffconcat version 1.0\nfile '/etc/hostname'\n"), 'damaged'],
    ];
    for (const [bytes, reason] of bad) {
      const { file, row } = await made(bytes);
      expect(row).toMatchObject({ state: 'failed', reason, tries: 0, has_original: true, bytes: bytes.length });
      expect(await processing.stored(file)).toEqual(['']);
    }
  });

  describe('and of a sound', () => {
    it.each([
      ['mp3', ['-c:a', 'libmp3lame']],
      ['m4a', ['-c:a', 'aac']],
      ['ogg', ['-c:a', 'libopus']],
      ['wav', []],
    ])('is the same, with its length: %s', async (extension, codec) => {
      const bytes = await processing.filmed(...tone(3), ...codec, `sound.${extension}`);
      const file = await processing.uploaded(ada, 'public/audio', extension, bytes);
      const row = await processing.processed(file);
      expect(row).toMatchObject({ state: 'ready', has_original: true, variants: {}, bytes: bytes.length });
      expect(Math.abs((row['duration_ms'] as number) - 3000)).toBeLessThan(100);
      expect(await processing.stored(file)).toEqual(['']);
    });

    it('is nothing where it lasts too long, or is none', async () => {
      const long = await processing.filmed(...tone(6), 'sound.wav');
      const [late, none] = [
        await processing.uploaded(ada, 'public/audio', 'wav', long),
        await processing.uploaded(ada, 'public/audio', 'mp3', Buffer.from('no sound at all')),
      ];
      expect(await processing.processed(late)).toMatchObject({ state: 'failed', reason: 'too-long' });
      expect(await processing.processed(none)).toMatchObject({ state: 'failed', reason: 'damaged' });
    });
  });
});
