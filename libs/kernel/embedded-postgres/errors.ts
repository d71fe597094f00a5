import { StartError } from '#kernel/config';

/** The embedded database cannot be used. The message is one sentence for a person. */
export class EmbeddedPostgresError extends StartError {
  override readonly name = 'EmbeddedPostgresError';
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'it cannot be made',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file of that name is in the way',
};

/** Turns what the file system refused, and everything unforeseen, into one sentence. */
export function asEmbeddedPostgresError(error: unknown, dataDir: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code && reasons[code];
  const sentence = reason
    ? `The data folder ${dataDir} cannot be used: ${reason}.`
    : `The embedded database in ${dataDir} could not be started: ${message}.`;
  return new EmbeddedPostgresError(sentence, { cause: error });
}
