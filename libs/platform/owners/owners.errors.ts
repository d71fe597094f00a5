import { AppError } from '#kernel/http';

export class OwnerEmailInvalid extends AppError {
  constructor() {
    super('owner.email-invalid');
  }
}

export class OwnerHasNoEmail extends AppError {
  constructor() {
    super('owner.no-email');
  }
}

export class OwnerMailLimit extends AppError {
  constructor() {
    super('owner.mail-limit');
  }
}

export class OwnerLinkInvalid extends AppError {
  constructor() {
    super('owner.link-invalid');
  }
}

export class NotOwner extends AppError {
  constructor() {
    super('owner.not-owner');
  }
}

export class CommunityNameDiffers extends AppError {
  constructor() {
    super('owner.name-differs');
  }
}

export class CandidateUnfit extends AppError {
  constructor(username: string, reason?: string) {
    super('owner.candidate-unfit', { username, ...(reason && { fields: [`username: ${reason}`] }) }, reason);
  }
}

export class OfferNotFound extends AppError {
  constructor() {
    super('owner.offer-not-found');
  }
}

export class RecoveryOpen extends AppError {
  constructor() {
    super('owner.recovery-open');
  }
}

export class RecoveryNotFound extends AppError {
  constructor() {
    super('owner.recovery-not-found');
  }
}

export class RecoveryTooEarly extends AppError {
  constructor(readyAt: Date) {
    super('owner.recovery-too-early', { ready_at: readyAt.toISOString() });
  }
}
