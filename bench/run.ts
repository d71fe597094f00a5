import type { Profiler } from './profile/profiler.js';
import { Stage } from './stage/stage.js';
import { makeStandardCommunity, type StandardCommunity } from './stage/standard-community.js';
import type { Undo } from './undo.js';

/** What the measures of one run share, made when the first of them needs it. */
export class Run {
  private opened?: Promise<Stage>;
  private made?: Promise<StandardCommunity>;
  /** Of the shared database, once there is one. */
  postgres: string | null = null;
  /** Figures that later measures are compared with. */
  readonly figures = new Map<string, number>();

  constructor(
    readonly root: string,
    readonly undo: Undo,
    private readonly profiler?: Profiler,
  ) {}

  stage(): Promise<Stage> {
    return (this.opened ??= this.open());
  }

  /** Whether a measure has needed the shared stage. */
  get isOpen(): boolean {
    return this.opened !== undefined;
  }

  /** For measures that have a server of their own. */
  async pauseServer(): Promise<void> {
    await (await this.opened)?.stopServer();
  }

  async resumeServer(): Promise<void> {
    await (await this.opened)?.restartServer();
  }

  standard(): Promise<StandardCommunity> {
    return (this.made ??= this.makeStandard());
  }

  private async open(): Promise<Stage> {
    const stage = await Stage.open(this.root, this.undo);
    const [version] = await stage.postgres.query<{ server_version: string }>('show server_version');
    this.postgres = version!.server_version;
    return stage;
  }

  /** The making of the data is no part of a profile. */
  private async beginProfile(): Promise<void> {
    if (!this.profiler) return;
    await this.profiler.restart();
    await (await this.stage()).postgres.watchStatements();
  }

  private async makeStandard(): Promise<StandardCommunity> {
    const community = await makeStandardCommunity(await this.stage());
    await this.beginProfile();
    return community;
  }
}
