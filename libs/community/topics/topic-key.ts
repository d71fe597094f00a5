/** What a topic is found by: its letters without regard to case. */
export const tagKey = (tag: string): string => tag.normalize('NFC').toLowerCase();
