import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PlatformSecretBox } from '#kernel/crypto';
import { Outbox } from '#kernel/jobs';
import { scope } from '#kernel/scope';
import { MailCountsRepository } from './mail-counts.repository.js';
import { MailAdded } from './mails.events.js';
import { mailPurpose, type PlatformMail } from './platform-mail.js';

/** Of each kind to one address: somebody who is written to more often than that is being bothered. Never switched off. */
const mostAnHour = 5;

/** The mails of the platform. Each is a task, which exists exactly if the change does that it tells of. */
@Injectable()
export class PlatformMails {
  constructor(
    private readonly box: PlatformSecretBox,
    private readonly counts: MailCountsRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * In an open unit of work of the platform. False: the address has had so many of this kind within an hour that it gets
   * no more. Nothing of the mail but its kind and its community can be read in the task.
   */
  async add(mail: PlatformMail): Promise<boolean> {
    const { kind } = mail.content;
    const limit = { what: `mail:${kind}`, most: mostAnHour, seconds: 3600 };
    if (!(await this.counts.take(limit, mail.to))) return false;
    const sealed = this.box.seal(JSON.stringify(mail), mailPurpose);
    const event = new MailAdded(randomUUID(), kind, mail.tenantId ?? null, sealed);
    scope.with({ tenant: undefined }, () => this.outbox.add(event)); // also where a community asks for it
    return true;
  }
}
