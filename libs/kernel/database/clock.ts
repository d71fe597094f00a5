import { Injectable } from '@nestjs/common';

/** The time for rules that need one. Leases and expiries of rows are compared by the database instead. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
  /** Unix seconds, as the wire and tokens carry them. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}
