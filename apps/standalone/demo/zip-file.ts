import { crc32 } from 'node:zlib';

/** 1980-01-01, the first day there is in such a file: the same text makes the same bytes. */
const firstDay = 0x21;
const utf8Name = 0x800;

/** An archive with one file in it, as it is. */
export function zipFile(name: string, text: string): Buffer {
  const [title, bytes] = [Buffer.from(name), Buffer.from(text)];
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0); // the version needed to read it
  about.writeUInt16LE(utf8Name, 2);
  about.writeUInt16LE(firstDay, 8);
  about.writeUInt32LE(crc32(bytes), 10);
  about.writeUInt32LE(bytes.length, 14);
  about.writeUInt32LE(bytes.length, 18);
  about.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, title, bytes]);
  const version = Buffer.from([20, 0]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), version, about, Buffer.alloc(14), title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, entry, Buffer.from('PK\u0005\u0006'), end]);
}
