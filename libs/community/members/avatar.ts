import type { Id } from '#kernel/database';

/** The pictures `/avatars/1.svg` to this one, on every community's own host. */
export const avatarCount = 50;

/**
 * The picture of a member as an absolute URL; who has not chosen one has one of ours, always the same. `avatar` is the
 * key of an uploaded picture, without the tenant's folder.
 */
export const avatarUrl = (site: string, { id, avatar }: { id: Id; avatar: string }): string =>
  avatar ? `${site}/media/${avatar}` : `${site}/avatars/${((id - 1) % avatarCount) + 1}.svg`;

/** The picture across the top of a member's page as an absolute URL; empty where there is none. */
export const coverUrl = (site: string, { cover }: { cover: string }): string => cover && `${site}/media/${cover}`;
