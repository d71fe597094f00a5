import type { Id } from '#kernel/database';
import { IdField, IntField, ListField, NumberField, TextField } from '#kernel/http';

/** A block of a request, for the description of the API; `composeBlocks` checks it. */
export const blockSchema = {
  type: 'object',
  properties: {
    content: { type: 'string', description: 'Text, or the address of a link or of an own uploaded file.' },
    type: {
      type: 'integer',
      description: '1 title, 2 text, 3 picture, 4 film, 5 sound, 6 link, 7 attachment (8 is taken as 7).',
    },
    sort: { type: 'integer', description: 'Blocks stand in this order.' },
    alt: { type: 'string', description: 'What a picture or film shows, in words; at most 1000 characters.' },
  },
  required: ['content', 'type'],
};

const keptBlockSchema = {
  ...blockSchema,
  properties: {
    ...blockSchema.properties,
    id: { type: 'integer', description: 'Of an attachment to keep, with an empty `content`.' },
  },
};

const text = { type: 'string' };
const coverAbout = 'A warning to show before sensitive texts or pictures; at most 100 characters.';

/** What is in the arrays is checked one by one by composeBlocks, composeTags and composeMentions. */
export abstract class PostTextDto {
  abstract contents: unknown[];
  @ListField(text, { about: 'Topics.' }) tags!: unknown[];
  @ListField(text, { about: 'Names of members to tell.' }) users!: unknown[];
  @TextField({ optional: true, empty: true, about: coverAbout }) cover?: string;
}

export class PublishPostDto extends PostTextDto {
  @ListField(blockSchema) contents!: unknown[];
  @NumberField({ optional: true, min: 0, max: 10_000_000, about: 'In cents, for all attachments together; rounded.' })
  attachment_price?: number;
  @IntField({ optional: true, about: '0 public, 1 private, 2 friends, 3 followers; anything else is private.' })
  visibility?: number;
  @IdField({ optional: true, about: 'A post to quote.' }) quote_id?: Id;
}

export class EditPostDto extends PostTextDto {
  @IdField() id!: Id;
  @ListField(keptBlockSchema) contents!: unknown[];
}

export class PostIdDto {
  @IdField() id!: Id;
}

export class PostVisibilityDto {
  @IdField() id!: Id;
  @IntField({ min: 0, max: 3, about: '0 public, 1 private, 2 friends, 3 followers.' }) visibility!: number;
}
