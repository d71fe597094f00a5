import { TextField } from '#kernel/http';
import { nicknameLength } from './nickname.js';

export class NicknameDto {
  @TextField({ about: `${nicknameLength.min} to ${nicknameLength.max} characters, without the space around them.` })
  nickname!: string;
}
