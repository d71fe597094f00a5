/** In which zone the days of the community in scope begin; the community side implements it. */
export abstract class CommunityCalendar {
  abstract timeZone(): Promise<string>;
}
