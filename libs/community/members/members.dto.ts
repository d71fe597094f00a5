import { FlagField, TextField } from '#kernel/http';
import { nicknameLength } from './nickname.js';

export class NicknameDto {
  @TextField({ about: `${nicknameLength.min} to ${nicknameLength.max} characters, without the space around them.` })
  nickname!: string;
}

export class FindableDto {
  @FlagField({ about: 'False keeps the member out of the search for members.' })
  findable!: boolean;
}
