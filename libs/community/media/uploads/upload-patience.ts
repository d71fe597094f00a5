import { Injectable } from '@nestjs/common';

/** How long an upload may stand still before it is cut off. */
@Injectable()
export class UploadPatience {
  readonly milliseconds: number = 30_000;
}
