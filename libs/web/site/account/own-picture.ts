import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError, type ErrorName } from '#kernel/http';
import type { Member } from '#community/identity';
import { AvatarsService, MediaUrls, UploadsService } from '#community/media';
import { type FieldErrors, FormParts } from '#web/shell';
import type { PictureTexts } from './picture.texts.js';

/** Name of the field, and of the file in it. */
export const pictureField = 'avatar';

const refusals: Partial<Record<ErrorName, keyof PictureTexts>> = {
  'upload.failed': 'failed',
  'upload.type-refused': 'otherType',
  'upload.too-large': 'tooLarge',
  'upload.quota-exceeded': 'noRoom',
};

/** The picture of a member, taken from a form: what is not square is cut to its middle, as everywhere. */
@Injectable()
export class OwnPicture {
  constructor(
    private readonly uploads: UploadsService,
    private readonly urls: MediaUrls,
    private readonly avatars: AvatarsService,
    private readonly parts: FormParts,
  ) {}

  /** What is wrong with the form, if anything is. */
  async take(member: Member, request: FastifyRequest, say: PictureTexts): Promise<FieldErrors | null> {
    const seen = { file: false };
    try {
      const { key } = await this.uploads.take(member.id, this.given(request, seen), lengthOf(request));
      await this.avatars.choose(member, this.urls.urlOf(key));
      return null;
    } catch (error) {
      const refusal = error instanceof AppError ? refusals[error.code] : undefined;
      if (!refusal) throw error;
      return { [pictureField]: say[seen.file ? refusal : 'none'] };
    }
  }

  private async *given(request: FastifyRequest, seen: { file: boolean }) {
    yield { type: 'public/avatar' };
    for await (const part of this.parts.read(request)) {
      if (!('file' in part) || part.name !== pictureField) continue;
      seen.file = true;
      yield { file: part.file };
    }
  }
}

const lengthOf = ({ headers }: FastifyRequest): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
