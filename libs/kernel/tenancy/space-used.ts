export interface MemberSpace {
  readonly id: number;
  readonly username: string;
  readonly files: number;
  readonly bytes: number;
}

/** What the files of a community take in the store, reserved or stored. */
export interface SpaceUsed {
  readonly files: number;
  readonly bytes: number;
  /** Those members whose files take the most, the largest first. */
  readonly members: readonly MemberSpace[];
}

/** Asked by the platform in the scope of a community that has its schema; the community side implements it. */
export abstract class SpaceUsage {
  abstract read(mostMembers: number): Promise<SpaceUsed>;
}
