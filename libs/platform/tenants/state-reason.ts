import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export const longestReason = 300;

/** What no reader sees, and what turns the writing of others round: control characters but line breaks, and marks of direction. */
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** As it is shown: text alone, with no more than one empty line at a place. */
export const cleanReason = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unseen, ' ')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/ {2,}/g, ' ')
    .trim();

/** Why a community is closed, in words for its visitors. */
export const ReasonField = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanReason(value) : value)),
    IsOptional(),
    IsString(),
    MaxLength(longestReason),
    ApiProperty({
      type: String,
      required: false,
      maxLength: longestReason,
      description: 'Why, in words for its visitors; plain text.',
      example: 'We move to new machines and are back at noon.',
    }),
  );
