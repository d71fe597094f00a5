import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';

/** Which build of this software runs; told to everybody, so it says nothing of where. */
export class BuildInfo {
  /** Of the original: clients of this series work. */
  readonly series = 'v0.6-alpha';

  private constructor(
    readonly version: string,
    /** The commit it was made of. */
    readonly sum: string,
    readonly date: string,
    readonly tags: string,
  ) {}

  /** `root`: the project's folder. Read once, at the start. */
  static of(root: string, { buildSum, buildDate, buildTags }: Config): BuildInfo {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return new BuildInfo(version, buildSum, buildDate, buildTags);
  }
}
