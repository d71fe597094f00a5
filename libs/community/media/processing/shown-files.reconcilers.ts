import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import { type BlockSubject, ShownFilesRepository } from './shown-files.repository.js';

const batch = 500;

/** What the blocks of one kind of subject say of their files. Behind the uses in name and order, which they go by. */
abstract class ShownFilesReconciler extends DerivedState {
  readonly kind = 'media';
  protected abstract readonly subject: BlockSubject;

  constructor(private readonly shown: ShownFilesRepository) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong } = await this.shown.compare(this.subject, after, batch);
    const repaired = wrong.length ? await this.shown.lockAndRewrite(this.subject, wrong) : 0;
    return { checked, repaired, next: checked < batch ? null : last };
  }
}

@Injectable()
export class ShownPostFilesReconciler extends ShownFilesReconciler {
  readonly name = 'media.shown-posts';
  protected readonly subject = 'post';

  constructor(shown: ShownFilesRepository) {
    super(shown);
  }
}

@Injectable()
export class ShownCommentFilesReconciler extends ShownFilesReconciler {
  readonly name = 'media.shown-comments';
  protected readonly subject = 'comment';

  constructor(shown: ShownFilesRepository) {
    super(shown);
  }
}
