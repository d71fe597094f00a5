import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended, Outbox } from '#kernel/jobs';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import type { MediaSubject } from '../media-object.js';
import { MediaObjectsService } from '../media-objects.service.js';
import { MediaReconciliationRepository } from './media-reconciliation.repository.js';
import { MediaReleased } from '../media.events.js';

const batch = 500;

/** Which files the subjects of one kind show. */
abstract class UsesReconciler extends DerivedState {
  readonly kind = 'media';
  protected abstract readonly subject: Exclude<MediaSubject['kind'], 'site'>;

  constructor(
    private readonly uses: MediaReconciliationRepository,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const folder = tenantFolder(tenantScope.current());
    const { checked, last, wrong, lost } = await this.uses.compare(this.subject, after, batch, folder);
    const { changed, released } = wrong.length
      ? await this.uses.mend(this.subject, wrong, folder)
      : { changed: 0, released: [] };
    if (released.length) this.outbox.add(new MediaReleased(released));
    return { checked, repaired: changed, failed: lost, next: checked < batch ? null : last };
  }
}

@Injectable()
export class PostFilesReconciler extends UsesReconciler {
  readonly name = 'media.posts';
  protected readonly subject = 'post';

  constructor(uses: MediaReconciliationRepository, outbox: Outbox) {
    super(uses, outbox);
  }
}

@Injectable()
export class CommentFilesReconciler extends UsesReconciler {
  readonly name = 'media.comments';
  protected readonly subject = 'comment';

  constructor(uses: MediaReconciliationRepository, outbox: Outbox) {
    super(uses, outbox);
  }
}

@Injectable()
export class AvatarFilesReconciler extends UsesReconciler {
  readonly name = 'media.avatars';
  protected readonly subject = 'avatar';

  constructor(uses: MediaReconciliationRepository, outbox: Outbox) {
    super(uses, outbox);
  }
}

/** Which files the community itself shows. */
@Injectable()
export class SiteFilesReconciler extends DerivedState {
  readonly name = 'media.site';
  readonly kind = 'media';

  constructor(
    private readonly uses: MediaReconciliationRepository,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async mend(): Promise<Mended> {
    const { checked, changed, released, lost } = await this.uses.mendSite(tenantFolder(tenantScope.current()));
    if (released.length) this.outbox.add(new MediaReleased(released));
    return { checked, repaired: changed, failed: lost, next: null };
  }
}

/** Uses of what is not there at all any more. */
@Injectable()
export class StrayUsesReconciler extends DerivedState {
  readonly name = 'media.stray';
  readonly kind = 'media';

  constructor(
    private readonly uses: MediaReconciliationRepository,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, released } = await this.uses.dropOfNobody(after, batch);
    if (released.length) this.outbox.add(new MediaReleased([...new Set(released)]));
    return { checked, repaired: released.length, next: last };
  }
}

/** Files that nothing shows, a day after they were uploaded; also what a killed upload has left. */
@Injectable()
export class AbandonedFilesReconciler extends DerivedState {
  readonly name = 'media.unused';
  readonly kind = 'media';

  constructor(
    private readonly files: MediaReconciliationRepository,
    private readonly objects: MediaObjectsService,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const folder = tenantFolder(tenantScope.current());
    const { checked, last, abandoned } = await this.files.listAbandoned(after, batch, folder);
    const repaired = abandoned.length > 0 ? await this.objects.removeUnused(abandoned) : 0;
    return { checked, repaired, next: checked < batch ? null : last };
  }
}
