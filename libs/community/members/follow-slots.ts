import type { FlagSlot } from '#kernel/http';
import { memberCardJson, nobody } from './member-card.js';

// Within a text of JSON each quote is escaped, so these stand for keys alone.
const member = '{"id":';
const flag = '"is_following":false';

/** Where cards of members, as `memberCardJson` writes them for a guest, say whether the viewer follows them. */
export function followSlots(json: Buffer): FlagSlot[] {
  const slots: FlagSlot[] = [];
  for (let at = json.indexOf(flag); at >= 0; at = json.indexOf(flag, at + flag.length)) {
    const start = json.lastIndexOf(member, at) + member.length;
    const memberId = Number.parseInt(json.toString('latin1', start, start + 16), 10);
    slots.push({ memberId, at: at + flag.length - 'false'.length });
  }
  return slots;
}

// The two have to agree: a card begins with its id, and nothing in it is an object.
if (followSlots(Buffer.from(memberCardJson({ ...nobody, id: 7 })))[0]?.memberId !== 7)
  throw new Error('Cards have changed.');
