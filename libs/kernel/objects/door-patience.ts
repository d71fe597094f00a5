import { Injectable } from '@nestjs/common';

/** How long a form may stand still before it is cut off. */
@Injectable()
export class DoorPatience {
  readonly milliseconds: number = 30_000;
}
