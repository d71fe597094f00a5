import { AppError } from '#kernel/http';

export class SupportNotFound extends AppError {
  constructor() {
    super('support.not-found');
  }
}

export class SupportOpenAlready extends AppError {
  constructor() {
    super('support.open-already');
  }
}

export class SupportNotGranted extends AppError {
  constructor() {
    super('support.not-granted');
  }
}

export class SupportNotYours extends AppError {
  constructor(operator: string) {
    super('support.not-yours', { operator });
  }
}

/** Of what a member decides about an access that is over, or was decided already. */
export class SupportClosed extends AppError {
  constructor() {
    super('support.closed');
  }
}

export class SupportLinkExpired extends AppError {
  constructor() {
    super('support.link-expired');
  }
}
