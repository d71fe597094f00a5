import { AppError, idFrom, InvalidRequest, type Query as GivenQuery } from '#kernel/http';
import { safePath } from '#web/shell';
import { postPath } from '#web/ui';

/** What can be no id is the address of nothing. */
export function postIdOf(params: GivenQuery): number {
  try {
    return idFrom(params, 'id');
  } catch (error) {
    throw error instanceof InvalidRequest ? new AppError('post.not-found') : error;
  }
}

/** Where whoever did something with a post was. */
export const backTo = (given: unknown, id: number): string =>
  typeof given === 'string' && given ? safePath(given) : postPath(id);
