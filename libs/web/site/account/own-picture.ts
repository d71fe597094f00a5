import { Injectable } from '@nestjs/common';
import type { Member } from '#community/identity';
import { AvatarsService } from '#community/media';
import type { MemberPicture } from '#community/members';
import { FormPictures, type FormState, type Visit } from '#web/shell';

const pictures: readonly MemberPicture[] = ['avatar', 'cover'];

/** Name of the box that takes a picture away. */
export const removalOf = (which: MemberPicture): string => `${which}.remove`;

/** The pictures of a member, from a form that may hold other things as well. */
@Injectable()
export class OwnPicture {
  constructor(
    private readonly forms: FormPictures,
    private readonly avatars: AvatarsService,
  ) {}

  /** Those that came are theirs from now on, also where something else in the form is wrong: nobody sends them twice. */
  async take(member: Member, visit: Visit): Promise<FormState> {
    const { values, errors, taken } = await this.forms.read(member, visit, pictures);
    for (const which of pictures) {
      const address = taken[which];
      if (address !== undefined) await this.avatars.choose(member, address, which);
      else if (values[removalOf(which)] === '1' && !errors[which]) await this.avatars.remove(member, which);
    }
    return { values, errors };
  }
}
