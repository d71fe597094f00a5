import { Injectable } from '@nestjs/common';
import type { UploadView } from '../media.dto.js';
import { MediaUrls } from '../media-urls.js';
import type { UploadedFile } from './upload-intake.js';

/** Uploaded files as the wire shows them. */
@Injectable()
export class UploadViews {
  constructor(private readonly urls: MediaUrls) {}

  viewOf({ ownerId, key, kind, size, width, height, state, description }: UploadedFile): UploadView {
    return {
      user_id: ownerId,
      file_size: size,
      img_width: width,
      img_height: height,
      type: kind,
      content: this.urls.urlOf(key),
      state,
      description,
    };
  }
}
