import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asPrinted, type Line } from '../line.js';
import { chart } from './chart.js';
import type { Conditions } from './conditions.js';

/** The lines of a run as a file and as a picture, whole after each line: also of a run that is stopped. */
export class Results {
  readonly files: readonly [json: string, svg: string];
  private readonly lines: Line[] = [];

  constructor(
    folder: string,
    private readonly conditions: Conditions,
    private readonly postgres: () => string | null,
  ) {
    this.files = [join(folder, 'results.json'), join(folder, 'results.svg')];
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  add(line: Line): void {
    this.lines.push(asPrinted(line));
    const conditions = { ...this.conditions, postgres: this.postgres() };
    const [json, svg] = this.files;
    writeFileSync(json, `${JSON.stringify({ ...conditions, lines: this.lines }, null, 2)}\n`);
    writeFileSync(svg, chart(conditions, this.lines));
  }
}
