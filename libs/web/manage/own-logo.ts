import { Injectable } from '@nestjs/common';
import type { Member } from '#community/identity';
import { SitePicturesService } from '#community/media';
import type { SitePicture } from '#community/site';
import { FormPictures, type FormState, type Visit } from '#web/shell';

/** Names of the fields, and of the files in them. */
export const sitePictureFields: Readonly<Record<SitePicture, string>> = {
  logo: 'logo',
  wideLogo: 'wide_logo',
  cover: 'cover',
};

/** Name of the box that takes a picture away. */
export const pictureRemoval = (which: SitePicture): string => `${sitePictureFields[which]}.remove`;

/** The pictures of a community, from a form that may hold other things as well. */
@Injectable()
export class OwnLogo {
  constructor(
    private readonly forms: FormPictures,
    private readonly pictures: SitePicturesService,
  ) {}

  /** Those that came are shown from now on, also where something else in the form is wrong: nobody sends them twice. */
  async take(member: Member, visit: Visit): Promise<FormState> {
    const { values, errors, taken } = await this.forms.read(member, visit, Object.values(sitePictureFields));
    for (const [which, field] of Object.entries(sitePictureFields) as [SitePicture, string][]) {
      const address = taken[field];
      if (address !== undefined) await this.pictures.choose(member, address, which);
      else if (values[pictureRemoval(which)] === '1' && !errors[field]) await this.pictures.choose(member, '', which);
    }
    return { values, errors };
  }
}
