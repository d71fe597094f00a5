import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { MediaUrls, UploadsService } from '#community/media';
import { type FormFile, FormParts } from '#web/shell';
import { blockType, type TypedItem } from './typed-post.js';

export const mostFiles = 9;

export interface SentItem extends TypedItem {
  readonly called: string;
}

/** Why a file was not taken; null where there was no more room for it in the post. */
export interface FailedFile {
  readonly called: string;
  readonly type: number;
  readonly error: AppError | null;
}

/** What came with a form of the composer. */
export interface SentForm {
  readonly values: Readonly<Record<string, string>>;
  readonly items: readonly SentItem[];
  readonly failed: readonly FailedFile[];
  /** How many files it brought. */
  readonly brought: number;
}

/** What is uploaded under which name, and which block it becomes. */
export const uploadsByField: Readonly<Record<string, { readonly name: string; readonly type: number }>> = {
  pictures: { name: 'public/image', type: blockType.picture },
  films: { name: 'public/video', type: blockType.film },
  attachments: { name: 'attachment', type: blockType.file },
};

interface Heard {
  readonly values: Record<string, string>;
  readonly lists: Record<'media' | 'called' | 'alt' | 'remove', string[]>;
  readonly taken: SentItem[];
  readonly failed: FailedFile[];
  brought: number;
}

const newHeard = (): Heard => ({
  values: {},
  lists: { media: [], called: [], alt: [], remove: [] },
  taken: [],
  failed: [],
  brought: 0,
});

/** Reads forms of the composer. Files are taken as they come; one that is refused does not hold up the others. */
@Injectable()
export class SentForms {
  constructor(
    private readonly parts: FormParts,
    private readonly uploads: UploadsService,
    private readonly urls: MediaUrls,
  ) {}

  async read(request: FastifyRequest, ownerId: Id): Promise<SentForm> {
    const heard = newHeard();
    const length = lengthOf(request);
    for await (const part of this.parts.read(request)) {
      if ('file' in part) await this.take(heard, part, { ownerId, length });
      else if (isList(part.name)) heard.lists[part.name].push(part.value);
      else heard.values[part.name] = part.value;
    }
    const { values, failed, brought } = heard;
    return { values, failed, brought, items: [...this.kept(heard), ...heard.taken] };
  }

  /** One file alone; answers what stands for it in a form. */
  async takeOne(ownerId: Id, type: string, file: FormFile, length: number | undefined): Promise<string> {
    const { key } = await this.uploads.take(ownerId, formOf(type, file), length);
    return this.urls.urlOf(key);
  }

  private async take(heard: Heard, { name, file }: { name: string; file: FormFile }, by: By): Promise<void> {
    const upload = uploadsByField[name];
    if (!upload) return;
    heard.brought += 1;
    const [{ called }, { type }] = [file, upload];
    if (this.kept(heard).length + heard.taken.length >= mostFiles) {
      heard.failed.push({ called, type, error: null });
      return;
    }
    try {
      const address = await this.takeOne(by.ownerId, upload.name, file, by.length);
      heard.taken.push({ type, address, called, alt: '' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      heard.failed.push({ called, type, error });
    }
  }

  /** Those that were there before and are not to be removed; what is no file of this community is none. */
  private kept({ lists }: Heard): SentItem[] {
    return lists.media.flatMap((value, index) => {
      if (lists.remove.includes(value)) return [];
      const item = itemOf(value, { called: lists.called[index] ?? '', alt: lists.alt[index] ?? '' });
      const isKnown = !item?.address || item.type === blockType.link || this.urls.keyOf(item.address) !== null;
      return item && isKnown ? [item] : [];
    });
  }
}

interface By {
  readonly ownerId: Id;
  readonly length: number | undefined;
}

const isList = (name: string): name is keyof Heard['lists'] => ['media', 'called', 'alt', 'remove'].includes(name);

const carried: readonly number[] = [3, 4, 5, 6, 7, 8];

/** `3 https://…`, or `7 #12` for an attachment that is known by its block. */
export const valueOf = ({ type, address, blockId }: TypedItem): string =>
  `${type} ${blockId === undefined ? address : `#${blockId}`}`;

function itemOf(value: string, words: { called: string; alt: string }): SentItem | null {
  const [, type, block, address = ''] = /^(\d) (?:#(\d{1,15})|(https?:\/\/\S+))$/.exec(value) ?? [];
  if (!carried.includes(Number(type))) return null;
  return { type: Number(type), address, ...(block !== undefined && { blockId: Number(block) }), ...words };
}

async function* formOf(type: string, { declared, bytes }: FormFile) {
  yield { type };
  yield { file: { declared, bytes } };
}

/** Of the whole form, if the browser tells. */
export const lengthOf = ({ headers }: FastifyRequest): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
