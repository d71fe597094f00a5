import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '#kernel/http';

export class UploadView {
  @ApiProperty({ type: 'integer' }) user_id!: number;
  @ApiProperty({ type: 'integer', description: 'Bytes, as stored: a picture may have become smaller or larger.' })
  file_size!: number;
  @ApiProperty({ type: 'integer', description: 'Of a picture as it is shown, else 0.' }) img_width!: number;
  @ApiProperty({ type: 'integer' }) img_height!: number;
  @ApiProperty({ type: 'integer', enum: [1, 2, 3], description: '1 picture, 2 film, 3 all else.' }) type!: number;
  @ApiProperty({ type: String, description: 'Its address, to be put into a post, a comment or a profile.' })
  content!: string;
}

export class AvatarDto {
  @TextField({ about: '`content` of an uploaded picture.' }) avatar!: string;
}
