import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export interface Entrant {
  readonly id: Id;
  readonly username: string;
  readonly credentialsVersion: number;
}

@Injectable()
export class EntrancesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Of two who come with the same secret at once, one gets null. */
  async use(hash: Buffer): Promise<Entrant | null> {
    const [entrant] = await this.db.query<Entrant & Record<string, unknown>>(
      `with used as (
         update access_code set used_at = now()
          where hash = $1 and purpose = 'enter' and used_at is null and expires_at > now() returning member_id)
       select m.id, m.username, m.credentials_version as "credentialsVersion"
         from used join member m on m.id = used.member_id where m.deleted_at is null and m.status <> 2`,
      [hash],
    );
    return entrant ?? null;
  }
}
