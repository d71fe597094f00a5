import { checkFrames, type Size } from './picture-limits.js';
import { damaged } from './picture-refused.js';

/** Follows the chunks of an animated PNG: acTL says how many frames come, fcTL begins each, fdAT holds it. */
export class PngAnimation {
  readonly frames: number;
  private begun = 0;
  private sequence = 0;
  /** Whether the frame that was begun last has its pixels. */
  private isFilled = true;

  constructor(
    control: Buffer,
    private readonly canvas: Size,
  ) {
    this.frames = control.readUInt32BE(0);
    if (this.frames === 0) throw wrong();
    checkFrames(canvas, this.frames);
  }

  /** The first may come before the picture itself, which it then consists of. */
  begin(control: Buffer, isBeforePixels: boolean): void {
    this.next(control.readUInt32BE(0));
    const [width, height] = [control.readUInt32BE(4), control.readUInt32BE(8)];
    const [left, top] = [control.readUInt32BE(12), control.readUInt32BE(16)];
    const isWithin = left + width <= this.canvas.width && top + height <= this.canvas.height;
    if (!width || !height || !isWithin || control[24]! > 2 || control[25]! > 1) throw wrong();
    if (isBeforePixels && (width !== this.canvas.width || height !== this.canvas.height)) throw wrong();
    if (!this.isFilled || this.begun === this.frames) throw wrong();
    this.begun += 1;
    this.isFilled = false;
  }

  /** Of the picture itself. */
  fill(): void {
    this.isFilled = true;
  }

  fillFrame(sequence: number): void {
    this.next(sequence);
    if (this.begun === 0) throw wrong();
    this.isFilled = true;
  }

  end(): void {
    if (!this.isFilled || this.begun !== this.frames) throw wrong();
  }

  private next(sequence: number): void {
    if (sequence !== this.sequence) throw wrong();
    this.sequence += 1;
  }
}

const wrong = (): Error => damaged('its frames do not fit together');
