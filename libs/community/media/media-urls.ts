import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import { type Tenant, tenantScope } from '#kernel/scope';
import { CommunitySettings } from '#community/site';
import { isAttachment } from './media-object.js';
import { MediaLinks } from './serving/media-links.js';
import { SignedPaths } from './serving/signed-paths.js';
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
    private readonly paths: SignedPaths,
    private readonly settings: CommunitySettings,
    private readonly objects: TenantObjects,
  ) {}

  /** What stands before each URL, with a slash at its end: on the media host, where there is one. */
  base(tenant: Tenant = tenantScope.current()): string {
    const { mediaHost } = this.config;
    return mediaHost === undefined ? this.baseOn(tenant.primaryHost) : this.baseOnMediaHost(mediaHost, tenant);
  }

  /**
   * Of a key of the tenant in scope. `guarded`: what shows it is not for everybody, so that its address has to be given
   * to those only who may see that: it holds for an hour or two.
   */
  urlOf(key: string, { guarded = false } = {}): string {
    const path = this.pathOf(key);
    const signed = (guarded || this.signsAll()) && !isAttachment(path);
    return this.base() + (signed ? this.paths.sign(path) : path);
  }

  /** Whether there are no other addresses than signed ones: the media host knows no members. */
  signsAll(): boolean {
    return this.config.mediaHost !== undefined && this.settings.known()?.membersOnly !== false;
  }

  /**
   * By which anybody may read the file for so long; an attachment can be read in no other way. Straight from the store,
   * where that is told to be one that browsers reach.
   */
  async signedUrl(key: string, seconds: number): Promise<string> {
    const path = this.pathOf(key);
    if (this.isStoreReached()) {
      const saveAs = path.slice(path.lastIndexOf('/') + 1);
      const origin = this.config.publicUrl(tenantScope.current().primaryHost);
      return this.objects.signReading(path, { seconds, saveAs }, origin);
    }
    return `${this.base()}${path}?${this.links.sign(path, seconds)}`;
  }

  /** The key as the tenant's own store knows it, without the folder. */
  pathOf(key: string): string {
    const folder = tenantFolder(tenantScope.current());
    if (!key.startsWith(folder)) throw new Error('This object is of another tenant.');
    return key.slice(folder.length);
  }

  /**
   * The key, if this is the URL of something uploaded to this tenant; of any of its hosts, since clients keep old ones,
   * and whether signed or not: what may be done with a file its row says.
   */
  keyOf(url: string): string | null {
    const tenant = tenantScope.current();
    const base = this.bases(tenant).find((own) => url.startsWith(own));
    const given = base === undefined ? '' : url.slice(base.length);
    const signed = SignedPaths.parse(given);
    const path = typeof signed === 'object' ? signed.path : given;
    return typeAt(path) ? tenantFolder(tenant) + path : null;
  }

  /** The same of a picture; null for what is none. */
  pictureKeyOf(url: string): string | null {
    const key = this.keyOf(url);
    return key !== null && typeAt(this.pathOf(key))?.family === 'picture' ? key : null;
  }

  /** An S3 store of one's own may well be known to no browser, unless its address for them is given. */
  private isStoreReached(): boolean {
    const { s3PublicEndpoint, s3Endpoint, s3Bucket } = this.config;
    return s3PublicEndpoint !== undefined || (s3Endpoint === undefined && s3Bucket !== undefined);
  }

  private bases(tenant: Tenant): string[] {
    const { mediaHost } = this.config;
    const own = [tenant.primaryHost, ...tenant.hosts].map((host) => this.baseOn(host));
    return mediaHost === undefined ? own : [this.baseOnMediaHost(mediaHost, tenant), ...own];
  }

  private baseOn(host: string): string {
    return `${this.config.publicUrl(host)}/media/`;
  }

  private baseOnMediaHost(host: string, tenant: Tenant): string {
    return `${this.config.publicUrl(host)}/${tenantFolder(tenant)}`;
  }
}
