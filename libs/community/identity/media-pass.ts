import { cookieIn } from '#kernel/http';
import { tokenHours } from './member-tokens.js';

const name = 'paopao_media';

/**
 * A picture in a page is asked for without the token that the page's script holds. Where only members may see it, this
 * cookie says who asks. It is sent to `/media` only, where nothing can be changed.
 */
export const mediaPass = (token: string, { secure }: { secure: boolean }): string =>
  `${name}=${token}; Path=/media; Max-Age=${tokenHours * 3600}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

/** Takes it back. */
export const noMediaPass = (): string => `${name}=; Path=/media; Max-Age=0; HttpOnly; SameSite=Lax`;

/** The token that a Cookie header carries for this, if it does. */
export const mediaPassIn = (cookies: string | undefined): string | undefined => cookieIn(cookies, name);
