import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { tenantFolder } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { MediaLinks } from './serving/media-links.js';
import { typeAt } from './uploads/upload-formats.js';

/**
 * Between keys, which rows hold, and URLs, which the wire carries: so that a changed domain breaks nothing. A key
 * begins with the tenant's folder; its URL does not show that.
 */
@Injectable()
export class MediaUrls {
  constructor(
    private readonly config: Config,
    private readonly links: MediaLinks,
  ) {}

  /** What stands before each URL, with a slash at its end. */
  base(tenant: Tenant = tenantScope.current()): string {
    return this.baseOn(tenant.primaryHost);
  }

  /** Of a key of the tenant in scope. */
  urlOf(key: string): string {
    return this.base() + this.pathOf(key);
  }

  /** By which anybody may read the file for so long; an attachment can be read in no other way. */
  signedUrl(key: string, seconds: number): string {
    return `${this.urlOf(key)}?${this.links.sign(this.pathOf(key), seconds)}`;
  }

  /** The key as the tenant's own store knows it, without the folder. */
  pathOf(key: string): string {
    const folder = tenantFolder(tenantScope.current());
    if (!key.startsWith(folder)) throw new Error('This object is of another tenant.');
    return key.slice(folder.length);
  }

  /** The key, if this is the URL of something uploaded to this tenant; of any of its hosts, since clients keep old ones. */
  keyOf(url: string): string | null {
    const tenant = tenantScope.current();
    const base = [tenant.primaryHost, ...tenant.hosts]
      .map((host) => this.baseOn(host))
      .find((own) => url.startsWith(own));
    const path = base === undefined ? '' : url.slice(base.length);
    return typeAt(path) ? tenantFolder(tenant) + path : null;
  }

  private baseOn(host: string): string {
    return `${this.config.publicUrl(host)}/media/`;
  }
}
