import { Injectable } from '@nestjs/common';
import { hashSecret, Passwords } from '#kernel/crypto';
import { AppError } from '#kernel/http';
import { passwordRefusal } from './credentials.js';
import { type Invited, InvitationsRepository } from './invitations.repository.js';

/** For the page where an invited owner sets a password. An invitation is good once, for seven days. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly passwords: Passwords,
  ) {}

  /** Whom it invites. */
  async find(secret: string): Promise<Invited> {
    const found = await this.invitations.find(hashSecret(secret));
    if (!found) throw new AppError('invitation.invalid');
    return found;
  }

  async accept(secret: string, password: string): Promise<Invited> {
    await this.find(secret); // before anything is hashed for a secret that somebody has guessed
    const weak = passwordRefusal(password);
    if (weak) throw new AppError(weak);
    const accepted = await this.invitations.accept(hashSecret(secret), await this.passwords.hash(password));
    if (!accepted) throw new AppError('invitation.invalid');
    return accepted;
  }
}
