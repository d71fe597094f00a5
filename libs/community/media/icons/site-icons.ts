import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { CommunitySettings, type Settings } from '#community/site';
import { variantKey } from '../media-object.js';
import { chooseObject, type ServedObject } from '../serving/served-file.js';
import { ServedFiles } from '../serving/served-files.js';
import type { IconName } from './icon-names.js';

export interface OpenIcon {
  readonly type: string;
  readonly size: number;
  readonly etag: string;
  readonly open: () => Promise<Readable | null>;
}

/** The icons of the community in scope, as far as they are made of a logo. */
@Injectable()
export class SiteIcons {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly files: ServedFiles,
    private readonly store: TenantObjects,
  ) {}

  /** Changes with all that icons and the manifest show; short enough for an address. */
  versionOf({ logo, accent, appearance }: Pick<Settings, 'logo' | 'accent' | 'appearance'>): string {
    const { slug, name, locale } = tenantScope.current();
    return createHash('sha256')
      .update(JSON.stringify([logo, slug, name, locale, accent, appearance]))
      .digest('base64url')
      .slice(0, 10);
  }

  /** Null where there is no logo, or no icon of it yet. */
  async find(name: IconName): Promise<OpenIcon | null> {
    const { logo } = await this.settings.get();
    const object = await this.objectOf(logo, name);
    if (!object) return null;
    const open = async () => (await this.store.open(variantKey(logo, name)))?.stream ?? null;
    return { type: object.type, size: object.size, etag: object.etag, open };
  }

  private async objectOf(logo: string, name: IconName): Promise<ServedObject | null> {
    const file = logo === '' ? null : await this.files.find(logo);
    return file && chooseObject(file, { variant: name });
  }
}
