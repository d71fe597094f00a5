import type { FastifyRequest } from 'fastify';
import type { Tenant } from '#kernel/scope';
import type { Viewer } from '#community/identity';
import type { Settings } from '#community/site';
import type { Pressing } from '#platform/status';
import type { PageIcons, Reader } from '#web/ui';
import type { ShellTexts } from './shell.texts.js';

export type Look = 'light' | 'dark';

/** For whom a page is made and of which community. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly tenant: Tenant;
  readonly community: string;
  /** The community's own address, without a slash at its end. */
  readonly site: string;
  /** Path and query of what was asked for. */
  readonly here: string;
  readonly reader: Reader;
  readonly icons: PageIcons;
  /** Address of the stylesheet with the community's colours; none while it has the usual ones. */
  readonly colours?: string;
  /** Null: as the device has it. */
  readonly look: Look | null;
  readonly say: ShellTexts;
  /** What operators of the platform say to this community at present. */
  readonly notices: Pressing;
  /** Ids of the announcements that this reader does not want to see any more. */
  readonly dismissed: readonly number[];
}

/** Of a page that shows what members say, as the community wants it shown. */
export interface ReadingVisit extends Visit {
  readonly settings: Settings;
  /** Path of the community's cover; null: it has none. */
  readonly cover: string | null;
  readonly viewer: Viewer;
  /** The viewer, as the menu shows them; null for guests. */
  readonly own: OwnCard | null;
  /** For every form of the page; null: nobody may send one. */
  readonly formToken: string | null;
  /** What has just been done, said once. */
  readonly said: string | null;
}

export interface OwnCard {
  readonly name: string;
  readonly username: string;
  readonly avatar: string;
  readonly isAdmin: boolean;
  readonly unread: number;
  /** Whether members have one here. */
  readonly hasWallet: boolean;
}
