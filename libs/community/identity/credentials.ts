import type { ErrorName } from '#kernel/http';

/** Why nobody can be called this, if so. */
export function usernameRefusal(username: string): ErrorName | null {
  if (!hasCharacters(username, 3, 12)) return 'member.username-length';
  return /^[a-zA-Z0-9]+$/.test(username) ? null : 'member.username-characters';
}

export function passwordRefusal(password: string): ErrorName | null {
  return hasCharacters(password, 6, 128) ? null : 'member.password-length';
}

/** As a person counts them: what lies outside the first plane is one character and two of a string's units. */
function hasCharacters(text: string, least: number, most: number): boolean {
  if (text.length > 2 * most) return false;
  const { length } = Array.from(text);
  return length >= least && length <= most;
}
