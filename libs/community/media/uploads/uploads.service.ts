import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { InvalidRequest } from '#kernel/http';
import { CommunitySettings } from '#community/site';
import type { GivenFile, GivenPart } from './upload-form.js';
import { typeFor, uploadFormats, type UploadType } from './upload-formats.js';
import { type BegunUpload, newIncoming, type StoredFile, type UploadedFile, UploadIntake } from './upload-intake.js';
import { checkDescription, typeNamed, requireOn } from './upload-rules.js';
import { checked, failed, refusedType, tooLarge } from './upload-streams.js';

/** What has been heard of a form. */
interface Heard {
  type?: UploadType;
  description?: string;
  begun?: BegunUpload;
  stored?: StoredFile;
  /** Bytes of the file as it was sent. */
  sent: number;
}

/** Takes in the file of a form. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly intake: UploadIntake,
  ) {}

  /**
   * The type may come before the file or after it. `length`: of the whole form, if the client tells. A refusal leaves
   * nothing behind.
   */
  async take(ownerId: Id, parts: AsyncIterable<GivenPart>, length = Infinity): Promise<UploadedFile> {
    const settings = await this.settings.get();
    const heard: Heard = { sent: 0 };
    try {
      for await (const part of parts) {
        if ('type' in part) requireOn((heard.type = typeNamed(part.type)), settings);
        else if ('description' in part) heard.description = checkDescription(part.description);
        else {
          if (heard.begun) throw failed('send one file at a time');
          const sort = sortOf(part.file, heard.type);
          requireOn(sort.type, settings);
          const bytes = await checked(counted(part.file.bytes, heard), sort.format);
          // Where nobody knows yet where its place is, it waits apart.
          const upload = heard.type ? undefined : ({ how: 'form', incoming: newIncoming() } as const);
          heard.begun = await this.intake.begin({ ownerId, ...sort, reserve: length, upload });
          heard.stored = await this.intake.bring(heard.begun, bytes, upload?.incoming);
        }
      }
      return await this.finish(heard);
    } catch (error) {
      if (heard.begun) await this.intake.discard(heard.begun);
      throw error;
    }
  }

  private async finish(heard: Heard): Promise<UploadedFile> {
    const { type, begun, stored, description } = heard;
    if (!type) throw new InvalidRequest(['type must not be empty']);
    if (!begun || !stored) throw failed('file must not be empty');
    if (begun.type.family !== type.family)
      throw refusedType(`${begun.format.contentType} is not allowed as ${type.name}`);
    if (heard.sent > type.largest) throw tooLarge(type.largest);
    if (begun.incoming) heard.begun = await this.intake.place(begun, type);
    return this.intake.settle(heard.begun!, stored, description);
  }
}

async function* counted(bytes: AsyncIterable<Buffer>, heard: Heard): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    heard.sent += chunk.length;
    yield chunk;
  }
}

/** A file whose type is not named yet is taken for one of the type that allows most. */
function sortOf({ declared }: GivenFile, named: UploadType | undefined) {
  const format = uploadFormats.get(declared);
  const type = named ?? (format && typeFor(format));
  if (!format || type?.family !== format.family) throw refusedType(`${declared} is not allowed here`);
  return { type, format };
}
