import { AppError } from '#kernel/http';

export class NoticeNotFound extends AppError {
  constructor() {
    super('status.not-found');
  }
}

/** What is over is not changed any more. */
export class NoticeOver extends AppError {
  constructor(reason: string) {
    super('status.over', { reason });
  }
}

export class AnnouncedTooLate extends AppError {
  constructor(earliest: Date) {
    super('status.too-late', { earliest: earliest.toISOString() });
  }
}

export class NoticeTimesRefused extends AppError {
  constructor(reason: string) {
    super('status.times-refused', { reason });
  }
}

export class AffectsUnknown extends AppError {
  constructor(unknown: readonly string[]) {
    super('status.affects-unknown', { unknown });
  }
}
