import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** All bytes of a file are there, and its variants are to be made. */
export class MediaUploaded extends DomainEvent {
  static override readonly type = 'media.uploaded';
  constructor(readonly objectId: Id) {
    super();
  }
}

/** Something stopped showing these files. Whether nothing else does is to be asked when they are looked at. */
export class MediaReleased extends DomainEvent {
  static override readonly type = 'media.released';
  constructor(readonly objectIds: readonly Id[]) {
    super();
  }
}

/** Of what was uploaded and never shown, the removal has come to this id. */
export class AbandonedMediaLeft extends DomainEvent {
  static override readonly type = 'media.abandoned-left';
  constructor(readonly afterId: Id) {
    super();
  }
}

/** Their rows are gone, so what is left of these files and their variants is named by their keys, with the tenant's folder. */
export class MediaRemoved extends DomainEvent {
  static override readonly type = 'media.removed';
  constructor(readonly keys: readonly string[]) {
    super();
  }
}
