import { AppError } from '#kernel/http';

export const nicknameLength = { min: 2, max: 12 } as const;

/** What holds an emoji together: it shows, though the sign alone would not. */
const inEmoji =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)\u{FE0F}|\u{FE0F}(?=\u{20E3})|(?<=\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]?)\u{200D}(?=\p{Extended_Pictographic})/gu;

/** Control characters, what turns the direction of the text around it, line breaks, and what looks like nothing. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/u;

/** Whether a line has what nobody can see, or what turns the text around it. */
export const holdsUnseen = (line: string): boolean => unseen.test(line.replace(inEmoji, ''));

/** As it is kept: one form of each character and no space around it. Two nicknames that look alike are then alike. */
export function nicknameOf(given: string): string {
  const nickname = given.normalize('NFC').replace(/^[\p{Zs}\t]+|[\p{Zs}\t]+$/gu, '');
  if (holdsUnseen(nickname)) throw new AppError('member.nickname-characters');
  const { length } = Array.from(nickname);
  if (length < nicknameLength.min || length > nicknameLength.max) throw new AppError('member.nickname-length');
  return nickname;
}
