import sharp from 'sharp';
import { endless, type RawForm, slowly } from './raw-upload.js';

export interface HostileCase {
  readonly name: string;
  readonly form: Pick<RawForm, 'as' | 'bytes'> & Partial<RawForm>;
  /** By which it is refused; null: the connection ends without an answer. */
  readonly code: number | null;
}

const [typeRefused, tooLarge, invalid] = [10201, 10202, 10001];
const GiB = 1024 ** 3;
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>';
const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n';
const page = '<!doctype html><script>alert(1)</script>';

const whole = (bytes: Buffer) => ({ bytes: [bytes], length: bytes.length });
const film = (bytes: Buffer) => ({ ...whole(bytes), type: 'public/video', as: 'video/mp4' });
const picture = (bytes: Buffer, as = 'image/png') => ({ ...whole(bytes), as });

/** An MP4 as far as its first bytes go. */
const ftyp = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1');

export interface HostileFiles {
  /** Made anew each time, for some of them are streams. */
  cases(): readonly HostileCase[];
  /** A good file, to be sent in bad ways. */
  readonly png: Buffer;
  /** What begins as a film and is a playlist: taken in, and found out by who works on it. */
  readonly disguised: Buffer;
}

/** Each made here, by nobody's hand. */
export async function makeHostileFiles(): Promise<HostileFiles> {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#284' } });
  const png = await plain(64, 48).png().toBuffer();
  const bomb = await plain(14_000, 14_000).png({ compressionLevel: 6 }).toBuffer();
  const disguised = Buffer.concat([ftyp, Buffer.from(playlist)]);
  return { cases: () => [...tooMuch(bomb), ...untrue(png), ...programs(), ...brokenOff(png)], png, disguised };
}

const archive = (bytes: number) => ({
  bytes: endless(Buffer.from('PK\u0003\u0004', 'latin1'), bytes),
  type: 'attachment',
  as: 'application/zip',
});

const tooMuch = (bomb: Buffer): HostileCase[] => [
  { name: 'a picture of 14,000 x 14,000', form: picture(bomb), code: tooLarge },
  { name: '1 GiB, said before', form: { ...archive(GiB), length: GiB }, code: tooLarge },
  { name: '1 GiB, of unknown length', form: archive(GiB), code: tooLarge },
];

const elf = Buffer.from('\x7fELF\x02\x01\x01', 'latin1');
const untrue = (png: Buffer): HostileCase[] => [
  { name: 'a page as a picture', form: picture(Buffer.from(page)), code: typeRefused },
  {
    name: 'a program as an archive',
    form: { ...whole(elf), type: 'attachment', as: 'application/zip' },
    code: typeRefused,
  },
  { name: 'a picture as a film', form: film(png), code: typeRefused },
  { name: 'a picture sent as a film', form: { ...picture(png), type: 'public/video' }, code: typeRefused },
  { name: 'a playlist as a film', form: film(Buffer.from(playlist)), code: typeRefused },
  { name: '../ as a type', form: { ...picture(png), type: '../public/image' }, code: invalid },
  { name: 'a type that climbs', form: { ...picture(png), type: 'public/image/../../../../etc' }, code: invalid },
];

/** Their text stands where a picture says how large it is: the first would be 12,605 wide, the second has no height. */
const programs = (): HostileCase[] => [
  {
    name: 'GIF and JavaScript at once',
    form: picture(Buffer.from('GIF89a=1;alert(document.domain)//'), 'image/gif'),
    code: tooLarge,
  },
  {
    name: 'GIF and JavaScript, in a comment',
    form: picture(Buffer.from('GIF89a/*\0\0\0\0\0*/=1;alert(1)//'), 'image/gif'),
    code: typeRefused,
  },
  { name: 'SVG with a script', form: picture(Buffer.from(svg), 'image/svg+xml'), code: typeRefused },
  { name: 'SVG with a script, as PNG', form: picture(Buffer.from(svg)), code: typeRefused },
];

const brokenOff = (png: Buffer): HostileCase[] => [
  { name: 'no bytes at all', form: picture(Buffer.alloc(0)), code: typeRefused },
  { name: 'a picture without its end', form: picture(png.subarray(0, -20)), code: typeRefused },
  {
    name: 'a form without its end',
    form: { ...picture(png), length: png.length + 500_000, breaksOff: true },
    code: null,
  },
  {
    name: 'a slow client that gives up',
    form: { bytes: slowly(png, 20), length: png.length + 1, as: 'image/png', breaksOff: true },
    code: null,
  },
];
