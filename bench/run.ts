import { Stage } from './stage/stage.js';
import { makeStandardCommunity, type StandardCommunity } from './stage/standard-community.js';
import type { Undo } from './undo.js';

/** What the measures of one run share, made when the first of them needs it. */
export class Run {
  private opened?: Promise<Stage>;
  private made?: Promise<StandardCommunity>;
  /** Figures that later measures are compared with. */
  readonly figures = new Map<string, number>();

  constructor(
    readonly root: string,
    readonly undo: Undo,
  ) {}

  stage(): Promise<Stage> {
    return (this.opened ??= Stage.open(this.root, this.undo));
  }

  /** For measures that have a server of their own. */
  async pauseServer(): Promise<void> {
    await (await this.opened)?.stopServer();
  }

  async resumeServer(): Promise<void> {
    await (await this.opened)?.restartServer();
  }

  standard(): Promise<StandardCommunity> {
    return (this.made ??= this.stage().then(makeStandardCommunity));
  }
}
