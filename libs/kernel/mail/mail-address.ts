import { domainToASCII } from 'node:url';

const local = /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]{1,64}$/u;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one form in which an address is kept and compared: small letters, its domain as IDNA has it. Null: no mail can be
 * sent to it. Quoted names and addresses without a domain of at least two parts are none here.
 */
export function mailAddress(given: string): string | null {
  const text = given.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  const name = text.slice(0, Math.max(at, 0)).toLowerCase();
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  const labels = domain.split('.');
  const isDomain = labels.length > 1 && labels.every((one) => label.test(one)) && !/^\d+$/.test(labels.at(-1)!);
  const isName = local.test(name) && !name.startsWith('.') && !name.endsWith('.') && !name.includes('..');
  return isName && isDomain && name.length + domain.length < 254 ? `${name}@${domain}` : null;
}
