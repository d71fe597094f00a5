/** As many bytes as the answer needs. */
export const headLength = 4100;

// A local header, or the end of an archive without files. Not asked of the library, which looks inside and tells one
// kind of archive from another.
const archives = ['PK\u0003\u0004', 'PK\u0005\u0006'];

/** What the first bytes of a file say that it is, whatever it is called. */
export async function fileTypeOf(head: Buffer): Promise<string | undefined> {
  if (archives.includes(head.toString('latin1', 0, 4))) return 'application/zip';
  const { fileTypeFromBuffer } = await import('file-type/core');
  return (await fileTypeFromBuffer(head))?.mime;
}
