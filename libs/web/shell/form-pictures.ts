import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError, type ErrorName } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaUrls, UploadsService } from '#community/media';
import { CommunitySettings } from '#community/site';
import { type FormFile, FormParts } from './form-parts.js';
import { type FormPictureTexts, formPictureTexts } from './form-pictures.texts.js';
import type { FormState } from './forms.js';
import type { Visit } from './visit.js';

/** A form that was sent with pictures: what was typed, and what is wrong with the pictures, beside their fields. */
export interface SentPictures extends FormState {
  /** Addresses of those that came, by the names of their fields: files of their owner that nothing shows yet. */
  readonly taken: Readonly<Record<string, string>>;
}

const refusals: Partial<Record<ErrorName, keyof FormPictureTexts>> = {
  'upload.failed': 'failed',
  'upload.type-refused': 'otherType',
  'upload.too-large': 'tooLarge',
  'upload.quota-exceeded': 'noRoom',
};

/** Reads forms with pictures as they come. One that is refused does not hold up what else the form holds. */
@Injectable()
export class FormPictures {
  constructor(
    private readonly parts: FormParts,
    private readonly uploads: UploadsService,
    private readonly urls: MediaUrls,
    private readonly settings: CommunitySettings,
  ) {}

  /** `fields`: under which names pictures are taken; other files are passed over. */
  async read(member: Member, { request, reader }: Visit, fields: readonly string[]): Promise<SentPictures> {
    const say = formPictureTexts[reader.locale];
    const { phoneRequired } = await this.settings.get();
    const values: Record<string, string> = {};
    const taken: Record<string, string> = {};
    const errors: Record<string, string> = {};
    for await (const part of this.parts.read(request)) {
      if ('value' in part) values[part.name] = part.value;
      else if (!fields.includes(part.name) || part.name in taken) continue;
      else if (phoneRequired && !member.hasPhone) errors[part.name] = say.needsPhone;
      else {
        const { address, refusal } = await this.take(member, part.file, request);
        if (address !== undefined) taken[part.name] = address;
        else errors[part.name] = say[refusal];
      }
    }
    return { values, taken, errors };
  }

  private async take({ id }: Member, file: FormFile, request: FastifyRequest): Promise<Taken> {
    try {
      const { key } = await this.uploads.take(id, pictureOf(file), lengthOf(request));
      return { address: this.urls.urlOf(key) };
    } catch (error) {
      const refusal = error instanceof AppError ? refusals[error.code] : undefined;
      if (!refusal) throw error;
      return { refusal };
    }
  }
}

type Taken =
  | { readonly address: string; readonly refusal?: undefined }
  | { readonly address?: undefined; readonly refusal: keyof FormPictureTexts };

async function* pictureOf(file: FormFile) {
  yield { type: 'public/image' };
  yield { file };
}

const lengthOf = ({ headers }: FastifyRequest): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
