import { Injectable } from '@nestjs/common';
import { TenantObjects } from '#kernel/objects';
import { MediaUrls } from '../media-urls.js';
import { chooseObject } from './served-file.js';
import { ServedFiles } from './served-files.js';

/** As many bytes of one picture as are held in memory. */
const most = 4 * 1024 * 1024;

/** Pictures of what everybody may see, for what is made of them here. */
@Injectable()
export class PublicPictures {
  constructor(
    private readonly urls: MediaUrls,
    private readonly files: ServedFiles,
    private readonly objects: TenantObjects,
  ) {}

  /** As uploaded, or as made of that: nothing has decoded the former yet. Null for what cannot be had, or is not for everybody. */
  async read(url: string, variant: string): Promise<Buffer | null> {
    const key = this.urls.keyOf(url);
    const file = key === null ? null : await this.files.find(this.urls.pathOf(key));
    const object = file?.isPublic ? chooseObject(file, { variant }) : null;
    if (!object || object.size > most) return null;
    const opened = await this.objects.open(this.urls.pathOf(object.key));
    if (!opened) return null;
    const parts: Buffer[] = [];
    for await (const part of opened.stream as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts);
  }
}
