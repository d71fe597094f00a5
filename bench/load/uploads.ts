import { join } from 'node:path';
import { output } from './child.js';
import type { UploadLoad, UploadOutcome } from './upload-load.js';

const script = join(import.meta.dirname, 'upload-load.js');

/** From another process; says what the first wrong answer was. */
export async function loadUploads(load: UploadLoad): Promise<UploadOutcome> {
  return JSON.parse(await output(process.execPath, [script], JSON.stringify(load))) as UploadOutcome;
}
