import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import type { SearchKind } from '#kernel/search-index';
import { DocumentsMendingService } from './documents-mending.service.js';

/** What the index is to have of each row. */
@Injectable()
abstract class DocumentsReconciler extends DerivedState {
  readonly kind = 'search';
  protected abstract readonly of: SearchKind;

  constructor(private readonly documents: DocumentsMendingService) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    return this.documents.mendDocuments(this.of, after);
  }
}

/** What the index finds although there is no such row. */
@Injectable()
abstract class ForeignDocumentsReconciler extends DerivedState {
  readonly kind = 'search';
  protected abstract readonly of: SearchKind;

  constructor(private readonly documents: DocumentsMendingService) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    return this.documents.mendForeign(this.of, after);
  }
}

@Injectable()
export class PostDocumentsReconciler extends DocumentsReconciler {
  readonly name = 'search.documents';
  protected readonly of = 'post';
}

@Injectable()
export class MemberDocumentsReconciler extends DocumentsReconciler {
  readonly name = 'search.members';
  protected readonly of = 'member';
}

@Injectable()
export class TopicDocumentsReconciler extends DocumentsReconciler {
  readonly name = 'search.topics';
  protected readonly of = 'topic';
}

@Injectable()
export class ForeignPostsReconciler extends ForeignDocumentsReconciler {
  readonly name = 'search.foreign';
  protected readonly of = 'post';
}

@Injectable()
export class ForeignMembersReconciler extends ForeignDocumentsReconciler {
  readonly name = 'search.foreign-members';
  protected readonly of = 'member';
}

@Injectable()
export class ForeignTopicsReconciler extends ForeignDocumentsReconciler {
  readonly name = 'search.foreign-topics';
  protected readonly of = 'topic';
}

export const searchReconcilers = [
  PostDocumentsReconciler,
  MemberDocumentsReconciler,
  TopicDocumentsReconciler,
  ForeignPostsReconciler,
  ForeignMembersReconciler,
  ForeignTopicsReconciler,
];
