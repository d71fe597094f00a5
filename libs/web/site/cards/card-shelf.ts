/** Of all cards that are kept. */
const mostBytes = 24 * 1024 * 1024;

/** The pictures that were asked for last, as many as fit. */
export class CardShelf {
  private readonly kept = new Map<string, Uint8Array>();
  private bytes = 0;

  constructor(private readonly most = mostBytes) {}

  find(key: string): Uint8Array | undefined {
    const found = this.kept.get(key);
    if (found) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  put(key: string, picture: Uint8Array): Uint8Array {
    if (!this.kept.has(key)) this.bytes += picture.length;
    this.kept.set(key, picture);
    for (const [oldest, { length }] of this.kept) {
      if (this.bytes <= this.most) break;
      this.kept.delete(oldest);
      this.bytes -= length;
    }
    return picture;
  }
}
