import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashSecret, MasterKey } from '#kernel/crypto';
import type { Id } from '#kernel/database';
import type { Locale } from '#kernel/i18n';
import { PlatformMails } from '#platform/mails';
import { ownerPaths } from './owner.js';
import { OwnersRepository } from './owners.repository.js';

interface Claim {
  readonly tenantId: Id;
  readonly email: string;
  readonly locale: Locale;
}

/** Asks whoever has an address to show that it is theirs. In an open unit of work, under the lock of the community's row. */
@Injectable()
export class OwnerClaims {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly owners: OwnersRepository,
    private readonly mails: PlatformMails,
  ) {}

  /** False: the address gets no more mail for now; the link can be sent later. */
  async begin(claim: Claim): Promise<boolean> {
    const nonce = randomUUID();
    const hash = hashSecret(this.secretOf(nonce));
    await this.owners.putClaim({ tenantId: claim.tenantId, email: claim.email, nonce, hash });
    return this.mail(claim, nonce);
  }

  /** The same link again, good for as long again. Null: no address waits to be confirmed; false as above. */
  async again(tenantId: Id, locale: Locale): Promise<boolean | null> {
    const claim = await this.owners.renewClaim(tenantId);
    return claim && this.mail({ tenantId, email: claim.email, locale }, claim.nonce);
  }

  private async mail({ tenantId, email: to, locale }: Claim, nonce: string): Promise<boolean> {
    const path = ownerPaths.verify(this.secretOf(nonce));
    return this.mails.add({ to, locale, tenantId, content: { kind: 'confirm-address', path } });
  }

  /** Made anew whenever the link is sent, never stored. */
  private secretOf(nonce: string): string {
    return this.masterKey.token('owner-claim', nonce);
  }
}
