import { ApiProperty } from '@nestjs/swagger';
import { faults } from './media-made.js';

export class FileStateView {
  @ApiProperty({ type: String, description: 'The address, as it was asked for.' }) content!: string;
  @ApiProperty({ type: String, enum: ['uploading', 'pending', 'ready', 'failed'] }) state!: string;
  @ApiProperty({ type: String, enum: ['', ...faults], description: 'Why it failed.' }) reason!: string;
  @ApiProperty({ type: String, description: 'The same as a sentence, in the language of the request.' })
  reason_text!: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'Per cent; of films it grows step by step.' })
  progress!: number;
  @ApiProperty({ type: 'integer', description: 'As it is shown; 0 while nobody knows.' }) img_width!: number;
  @ApiProperty({ type: 'integer' }) img_height!: number;
  @ApiProperty({ type: 'integer', description: 'Of a film or sound, in milliseconds; else 0.' }) duration!: number;
  @ApiProperty({ type: Boolean }) animated!: boolean;
  @ApiProperty({
    type: String,
    description: 'A tiny picture of it, as Thumbhash in base64; empty where there is none.',
  })
  thumbhash!: string;
  @ApiProperty({ type: String, isArray: true, description: 'What there is of it besides: `<address>-<variant>`.' })
  variants!: string[];
}

export class FileStatesView {
  @ApiProperty({ type: () => FileStateView, isArray: true, description: 'In the order of the question.' })
  list!: FileStateView[];
}
