import { Injectable } from '@nestjs/common';
import { StartError } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { MasterKey } from './master-key.js';

/** Another key than the one this database was set up with: every token and stored secret would be unreadable. */
export class WrongMasterKey extends StartError {
  override readonly name = 'WrongMasterKey';

  constructor() {
    super(
      'The master key is not the one this database was set up with: set SECRET_KEY to that one, or give the data folder back its secret-key.',
    );
  }
}

@Injectable()
export class DeploymentKeyRepository {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly key: MasterKey,
  ) {}

  /** The first process leaves the key's fingerprint; any with another key throws WrongMasterKey. */
  async check(): Promise<void> {
    const [row] = await this.db.query<{ fingerprint: string }>(
      `with left_now as (
         update platform.deployment set secret_fingerprint = $1 where secret_fingerprint is null returning secret_fingerprint)
       select coalesce((select secret_fingerprint from left_now), secret_fingerprint) as fingerprint from platform.deployment`,
      [this.key.fingerprint],
    );
    if (row?.fingerprint !== this.key.fingerprint) throw new WrongMasterKey();
  }
}
