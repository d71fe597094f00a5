import { AppError } from '#kernel/http';

/**
 * What a stranger may not see looks to them as if it were not there. For each thing that a page reads: between two of them
 * its post may be hidden.
 */
export async function visibly<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    throw error instanceof AppError && error.code === 'member.forbidden' ? new AppError('post.not-found') : error;
  }
}
