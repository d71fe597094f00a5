// Money is cents here and on the wire; a payment provider writes it as a decimal number of yuan.

export const yuanOf = (cents: number): string => (cents / 100).toFixed(2);

/** Null for what is no amount of whole cents above zero. */
export function centsOf(yuan: string): number | null {
  const [, whole, hundredths = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  if (whole === undefined) return null;
  const cents = Number(whole) * 100 + Number(hundredths.padEnd(2, '0'));
  return cents > 0 ? cents : null;
}

const parts = 1_000_000;

/** What the seller gets, rounded down. In whole numbers, because 100 * 0.29 is less than 29. */
export const incomeOf = (price: number, share: number): number =>
  Number((BigInt(price) * BigInt(Math.round(share * parts))) / BigInt(parts));
