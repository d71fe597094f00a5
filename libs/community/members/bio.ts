import { InvalidRequest } from '#kernel/http';
import { parseUrl } from '#kernel/url';
import { holdsUnseen } from './nickname.js';

/** Of what members say of themselves, in characters as a person counts them. */
export const bioLength = 160;
const linkLength = 200;

/** As it is kept: lines stay, with one empty one between them at most. */
export function bioOf(given: string): string {
  const bio = given
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+$/gmu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  if (Array.from(bio).length > bioLength) throw new InvalidRequest([`bio must have at most ${bioLength} characters`]);
  if (bio.split('\n').some(holdsUnseen)) throw new InvalidRequest(['bio must have visible characters only']);
  return bio;
}

/** As a browser would write the address; `https` where somebody leaves it out. */
export function linkOf(given: string): string {
  const typed = given.trim();
  if (typed === '') return '';
  const whole = /^[a-z][a-z\d+.-]*:/i.test(typed) && !/^[^/]+:\d+(\/|$)/.test(typed) ? typed : `https://${typed}`;
  const url = parseUrl(whole);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && /[^.]\.[^.]/.test(url.hostname);
  if (!isWeb || url.username !== '' || url.password !== '')
    throw new InvalidRequest(['link must be an http or https address']);
  if (url.href.length > linkLength) throw new InvalidRequest([`link must have at most ${linkLength} characters`]);
  return url.href;
}
