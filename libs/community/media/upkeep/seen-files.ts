const chunk = 4096;

/** How many of the objects of each file were met: one byte for a file, whatever the number of communities and objects. */
export class SeenFiles {
  private readonly chunks = new Map<number, Uint8Array>();

  add(id: number): void {
    const number = Math.floor(id / chunk);
    const counts = this.chunks.get(number) ?? new Uint8Array(chunk);
    this.chunks.set(number, counts);
    counts[id % chunk] = Math.min(255, counts[id % chunk]! + 1);
  }

  of(id: number): number {
    return this.chunks.get(Math.floor(id / chunk))?.[id % chunk] ?? 0;
  }
}
