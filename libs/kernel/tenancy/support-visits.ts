/** By which the browser of somebody of support is known on the pages of one community. */
export const supportCookie = 'support';

/** An operator who looks at a community with the consent of its administrators, and changes nothing. */
export interface SupportVisit {
  /** Of the access that was asked for. */
  readonly id: number;
  readonly operator: string;
  readonly reason: string;
  readonly until: Date;
}

/** Asked where pages of administrators are guarded; the platform implements it. */
export abstract class SupportVisits {
  /** Of whose browser carries this secret, as long as they may look at the community of the request. */
  abstract find(secret: string): Promise<SupportVisit | null>;
}
