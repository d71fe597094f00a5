import { ApiProperty } from '@nestjs/swagger';
import { IdField, IntField, TextField } from '#kernel/http';

export class UploadView {
  @ApiProperty({ type: 'integer' }) user_id!: number;
  @ApiProperty({ type: 'integer', description: 'Bytes, as stored: a picture may have become smaller or larger.' })
  file_size!: number;
  @ApiProperty({ type: 'integer', description: 'Of a picture as it is shown, else 0.' }) img_width!: number;
  @ApiProperty({ type: 'integer' }) img_height!: number;
  @ApiProperty({ type: 'integer', enum: [1, 2, 3], description: '1 picture, 2 film, 3 all else.' }) type!: number;
  @ApiProperty({ type: String, description: 'Its address, to be put into a post, a comment or a profile.' })
  content!: string;
  @ApiProperty({
    type: String,
    enum: ['pending', 'ready', 'failed'],
    description: 'It can be shown at once; while it is pending, smaller copies of it are not there yet.',
  })
  state!: string;
  @ApiProperty({ type: String, description: 'What it shows, as its owner has said.' }) description!: string;
}

export class AvatarDto {
  @TextField({ about: '`content` of an uploaded picture.' }) avatar!: string;
}

export class CoverDto {
  @TextField({ empty: true, about: '`content` of an uploaded picture; empty for none.' }) cover!: string;
}

export class DirectUploadDto {
  @TextField({ about: 'As in the form of an upload.' }) type!: string;
  @TextField({ about: 'What the bytes are, for example `image/png`.' }) content_type!: string;
  @IntField({ min: 1, about: 'Bytes; so many at most are taken.' }) file_size!: number;
  @TextField({ optional: true, empty: true, about: 'What it shows, in at most 1000 characters.' }) description?: string;
}

export class DirectUploadView {
  @ApiProperty({ type: 'integer', description: 'For `complete`.' }) id!: number;
  @ApiProperty({ type: String, description: 'Where the file is to be posted, as multipart/form-data.' }) url!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Fields of the form; `file` comes behind them.',
  })
  fields!: Readonly<Record<string, string>>;
  @ApiProperty({ type: 'integer', description: 'Unix seconds, until when the form is taken.' }) expires_on!: number;
}

export class CompleteUploadDto {
  @IdField({ about: 'Of a direct upload.' }) id!: number;
}

export class DescribeFileDto {
  @TextField({ about: '`content` of an upload of one’s own.' }) content!: string;
  @TextField({ empty: true, about: 'What it shows, in at most 1000 characters.' }) description!: string;
}

export class FileDescriptionView {
  @ApiProperty({ type: String }) description!: string;
}

export class OwnUsageView {
  @ApiProperty({ type: 'integer', description: 'Files that the member has uploaded, and is uploading.' })
  files!: number;
  @ApiProperty({ type: 'integer', description: 'What they take in all, with what was made of them.' }) bytes!: number;
  @ApiProperty({ type: Boolean, description: 'The community has no more room for files.' }) is_full!: boolean;
}

/** What a block says of its file. */
export class BlockFileView {
  @ApiProperty({
    type: String,
    enum: ['pending', 'ready', 'failed'],
    description: 'Pending: its variants are being made.',
  })
  state!: string;
  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'As it is shown; 0 while nobody knows. Not of attachments.',
  })
  width?: number;
  @ApiProperty({ type: 'integer', required: false }) height?: number;
  @ApiProperty({ type: 'integer', required: false, description: 'How long a film or sound lasts, in milliseconds.' })
  ms?: number;
  @ApiProperty({ type: String, required: false, description: 'A tiny picture of it: Thumbhash in base64.' })
  hash?: string;
  @ApiProperty({ type: Boolean, required: false, description: 'It moves.' }) animated?: boolean;
  @ApiProperty({ type: String, required: false, description: 'Why it failed; see `GET /v1/attachment/state`.' })
  reason?: string;
  @ApiProperty({ type: 'integer', required: false, description: 'Bytes; of attachments only.' }) size?: number;
  @ApiProperty({
    type: String,
    isArray: true,
    required: false,
    description: 'What there is of it: `<address>-<variant>`.',
  })
  variants?: string[];
}
