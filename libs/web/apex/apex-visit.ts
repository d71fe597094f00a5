import type { Look, Visit } from '#web/shell';
import type { Reader } from '#web/ui';
import type { ApexTexts } from './apex.texts.js';

/** For whom a page of the platform is made. */
export interface ApexVisit {
  /** Path and query, as a browser shows them. */
  readonly here: string;
  readonly reader: Reader;
  /** Null: as the device has it. */
  readonly look: Look | null;
  readonly say: ApexTexts;
  /** What these pages say as those of communities do. */
  readonly shell: Visit['say'];
  /** The platform's own address. */
  readonly site: string;
  /** Whether somebody may make a community here, by whichever way. */
  readonly isOpen: boolean;
}
