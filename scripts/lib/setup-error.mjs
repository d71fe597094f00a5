/** The checkout cannot be made ready. The message is one sentence for a person. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Runs the work of a script; what stops it ends the process with code 1, a SetupError as its sentence alone. */
export async function orExplain(work) {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    return process.exit(1);
  }
}

const reasons = { EACCES: 'permission denied', EROFS: 'the file system is read-only', ENOSPC: 'the disk is full' };

export function asSetupError(error, checkout) {
  const reason = reasons[error.code];
  return reason ? new SetupError(`The folder ${checkout} cannot be written: ${reason}.`, { cause: error }) : error;
}
