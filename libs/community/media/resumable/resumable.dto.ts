import { ApiProperty } from '@nestjs/swagger';

export class ResumableUploadView {
  @ApiProperty({ type: 'integer' }) id!: number;
  @ApiProperty({
    type: String,
    enum: ['uploading', 'pending', 'ready', 'failed'],
    description: 'From `pending` on it is a file, that can be shown.',
  })
  state!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes that are stored: the next ones begin here.' }) offset!: number;
  @ApiProperty({ type: 'integer', description: 'Bytes in all.' }) length!: number;
  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Unix seconds, until when it waits for more; bytes that come put it off.',
  })
  expires_on?: number;
  @ApiProperty({ type: String, required: false, description: 'The address of the file, once there is one.' })
  content?: string;
}
