import { AppError, InvalidRequest, refuseUnstorableText } from '#kernel/http';
import type { Settings } from '#community/site';
import { type UploadFormat, uploadFormats, type UploadType, uploadTypes } from './upload-formats.js';
import { refusedType, tooLarge } from './upload-streams.js';

const longestDescription = 1000;

export function typeNamed(name: string): UploadType {
  const type = uploadTypes.get(name);
  if (!type) throw new InvalidRequest([`type must be one of ${[...uploadTypes.keys()].join(', ')}`]);
  return type;
}

export function requireOn({ name, feature }: UploadType, settings: Settings): void {
  if (feature !== undefined && !settings[feature])
    throw new AppError('site.feature-off', { fields: [`this community takes no ${name}`] });
}

/** What a file is to be that is announced before it comes. */
export function sortAnnounced(
  { type: name, contentType, size }: { type: string; contentType: string; size: number },
  settings: Settings,
): { type: UploadType; format: UploadFormat } {
  const type = typeNamed(name);
  requireOn(type, settings);
  const format = uploadFormats.get(contentType);
  if (format?.family !== type.family) throw refusedType(`${contentType} is not allowed as ${name}`);
  if (size > type.largest) throw tooLarge(type.largest);
  return { type, format };
}

/** Without space around it. */
export function checkDescription(text: string): string {
  refuseUnstorableText(text);
  if (text.length > 2 * longestDescription || Array.from(text).length > longestDescription)
    throw new InvalidRequest([`description must be a text of at most ${longestDescription} characters`]);
  return text.trim();
}
