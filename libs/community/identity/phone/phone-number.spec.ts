import { InvalidRequest } from '#kernel/http';
import { phoneNumber } from './phone-number.js';

describe('a phone number', () => {
  it.each([
    ['13812348000', '13812348000'],
    [' 138-1234 8000 ', '13812348000'],
    ['+86 138 1234 8000', '13812348000'],
    ['+49 170 1234567', '+491701234567'],
    ['+12345678', '+12345678'],
    ['+123456789012345', '+123456789012345'],
  ])('%j is kept as %j', (written, kept) => {
    expect(phoneNumber(written)).toBe(kept);
  });

  it.each([
    '12812348000',
    '1381234800',
    '138123480000',
    '8613812348000',
    '+1234567',
    '+1234567890123456',
    '+49 170 abc',
    '++4917012345',
    '１３８１２３４８０００',
    ' - ',
    `13812348000${' '.repeat(100)}1`,
    '1'.repeat(500_000),
  ])('is not %j', (written) => {
    expect(() => phoneNumber(written)).toThrow(InvalidRequest);
  });
});
