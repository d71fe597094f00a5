import { InvalidRequest } from '#kernel/http';

/**
 * A number as it is kept: a Chinese mobile number bare, however it was written, any other one with `+` and its country.
 * So one phone has one spelling, and cannot belong to two members.
 */
export function phoneNumber(written: string): string {
  const number = written.length > 40 ? '' : written.replaceAll(/[\s-]/g, '');
  const mainland = /^(?:\+86)?(1[3-9]\d{9})$/.exec(number)?.[1];
  if (mainland) return mainland;
  if (/^\+\d{8,15}$/.test(number)) return number;
  throw new InvalidRequest(['phone must be a mobile number, outside of mainland China with + and the country']);
}
