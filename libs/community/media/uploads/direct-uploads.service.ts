import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clock, type Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { type SignedForm, TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { CommunitySettings } from '#community/site';
import { MediaUploadsRepository, type OwnFileRow } from './media-uploads.repository.js';
import { UploadClaims } from './upload-claims.js';
import { newIncoming, type UploadedFile, UploadIntake } from './upload-intake.js';
import { checkDescription, sortAnnounced } from './upload-rules.js';
import { failed } from './upload-streams.js';

/** The form is good for so long. */
const formSeconds = 900;
/** And then the upload may be completed for so long, before it is taken for abandoned. */
const graceSeconds = 900;

export interface AnnouncedFile {
  readonly type: string;
  readonly contentType: string;
  readonly size: number;
  readonly description?: string;
}

export interface DirectUpload extends SignedForm {
  readonly id: Id;
  /** Unix seconds. */
  readonly expires: number;
}

/** Files that a browser brings to the store itself: announced, sent by a signed form, and then completed. */
@Injectable()
export class DirectUploadsService {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly intake: UploadIntake,
    private readonly claims: UploadClaims,
    private readonly rows: MediaUploadsRepository,
    private readonly store: TenantObjects,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async announce(ownerId: Id, file: AnnouncedFile): Promise<DirectUpload> {
    const sort = sortAnnounced(file, await this.settings.get());
    const description = checkDescription(file.description ?? '');
    const incoming = newIncoming();
    const expires = this.clock.seconds() + formSeconds;
    const abandoned = new Date((expires + graceSeconds) * 1000).toISOString();
    const upload = { how: 'direct', incoming, expires: abandoned } as const;
    const begun = await this.intake.begin({ ownerId, ...sort, reserve: file.size, description, upload });
    const rules = { type: sort.format.contentType, largest: file.size, seconds: formSeconds };
    const origin = this.config.publicUrl(tenantScope.current().primaryHost);
    try {
      return { ...(await this.store.signForm(incoming, rules, origin)), id: begun.id, expires };
    } catch (error) {
      await this.intake.discard(begun);
      throw error;
    }
  }

  /** Answers the same however often it is called; of several calls at once one does the work. */
  async complete(ownerId: Id, id: Id): Promise<UploadedFile> {
    const found = await this.rows.findOwn(ownerId, id);
    if (!found) throw new AppError('request.not-found');
    if (found.state !== 'uploading') return fileOf(found);
    const waiting = found.upload?.how === 'direct' ? this.intake.resume(found) : null;
    if (!waiting) throw new AppError('request.not-found');
    const claimed = await this.intake.claim(waiting);
    if (claimed) return this.claims.keep(claimed, () => this.intake.adopt(claimed));
    const now = await this.rows.findOwn(ownerId, id);
    if (now && now.state !== 'uploading') return fileOf(now);
    throw failed('this upload is just being completed: ask again in a moment');
  }
}

const fileOf = ({ id, ownerId, key, kind, size, width, height, state, description }: OwnFileRow): UploadedFile => ({
  ...{ id, ownerId, key, kind, size, width, height, state, description },
});
