import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError, type ErrorName } from '#kernel/http';
import type { Member } from '#community/identity';
import { LogoService, MediaUrls, UploadsService } from '#community/media';
import { type FieldErrors, FormParts } from '#web/shell';
import type { DeskTexts } from './desk.texts.js';

/** Name of the field, and of the file in it. */
export const logoField = 'logo';

type LogoErrors = DeskTexts['logoErrors'];

const refusals: Partial<Record<ErrorName, keyof LogoErrors>> = {
  'upload.failed': 'failed',
  'upload.type-refused': 'otherType',
  'upload.too-large': 'tooLarge',
  'upload.quota-exceeded': 'noRoom',
};

/** The logo of a community, taken from a form. */
@Injectable()
export class OwnLogo {
  constructor(
    private readonly uploads: UploadsService,
    private readonly urls: MediaUrls,
    private readonly logo: LogoService,
    private readonly parts: FormParts,
  ) {}

  /** What is wrong with the form, if anything is. */
  async take(member: Member, request: FastifyRequest, say: LogoErrors): Promise<FieldErrors | null> {
    const seen = { file: false };
    try {
      const { key } = await this.uploads.take(member.id, this.given(request, seen), lengthOf(request));
      await this.logo.choose(member, this.urls.urlOf(key));
      return null;
    } catch (error) {
      const refusal = error instanceof AppError ? refusals[error.code] : undefined;
      if (!refusal) throw error;
      return { [logoField]: say[seen.file ? refusal : 'none'] };
    }
  }

  private async *given(request: FastifyRequest, seen: { file: boolean }) {
    yield { type: 'public/image' };
    for await (const part of this.parts.read(request)) {
      if (!('file' in part) || part.name !== logoField) continue;
      seen.file = true;
      yield { file: part.file };
    }
  }
}

const lengthOf = ({ headers }: FastifyRequest): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
