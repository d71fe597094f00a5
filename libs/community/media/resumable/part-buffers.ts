import { Injectable } from '@nestjs/common';
import { smallestPart } from '#kernel/objects';
import { Alarm } from './waiting.js';

/** So many requests of a process collect bytes at once; the others wait, and their connections with them. */
const most = 4;

/** Where a request collects bytes until they are enough for a part. */
export class PartBuffer {
  used = 0;
  /** Called when somebody else should have it. */
  onDue: () => void = () => undefined;
  private isTold = false;
  private isOld = false;
  private readonly alarm: Alarm;

  /** `onOld`: called after so many milliseconds. */
  constructor(
    private readonly memory: Buffer,
    tenure: number,
    onOld: () => void,
  ) {
    this.alarm = new Alarm(tenure, () => {
      this.isOld = true;
      onOld();
    });
  }

  get bytes(): Buffer {
    return this.memory.subarray(0, this.used);
  }

  get isFull(): boolean {
    return this.used === this.memory.length;
  }

  /** Answers what did not fit. */
  add(chunk: Buffer): Buffer {
    const taken = chunk.copy(this.memory, this.used);
    this.used += taken;
    return chunk.subarray(taken);
  }

  get isDue(): boolean {
    return this.isOld && !this.isTold;
  }

  tellDue(): void {
    this.isTold = true;
    this.onDue();
  }

  /** The memory, for the next one. */
  release(): Buffer {
    this.alarm.stop();
    return this.memory;
  }
}

/** The memory of a process for uploads, however many there are. In the order in which they ask. */
@Injectable()
export class PartBuffers {
  /** After so many milliseconds a buffer goes to whoever waits for one, full or not. */
  readonly tenure: number = 5_000;
  private readonly free: Buffer[] = [];
  private readonly held = new Set<PartBuffer>();
  private readonly waiting: ((buffer: PartBuffer) => void)[] = [];

  async take(): Promise<PartBuffer> {
    const free = this.free.pop() ?? (this.held.size < most ? Buffer.allocUnsafeSlow(smallestPart) : undefined);
    if (free) return this.lend(free);
    const given = new Promise<PartBuffer>((resolve) => this.waiting.push(resolve));
    this.hurry();
    return given;
  }

  give(buffer: PartBuffer): void {
    this.held.delete(buffer);
    const [memory, next] = [buffer.release(), this.waiting.shift()];
    if (next) next(this.lend(memory));
    else this.free.push(memory);
  }

  private lend(memory: Buffer): PartBuffer {
    const buffer = new PartBuffer(memory, this.tenure, () => this.hurry());
    this.held.add(buffer);
    return buffer;
  }

  /** For each who waits, one is asked that has had its time. */
  private hurry(): void {
    if (this.waiting.length > 0) [...this.held].find(({ isDue }) => isDue)?.tellDue();
  }
}
