/** Why this process cannot start or go on. The message is one sentence for a person, says what to do, holds no secret. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
