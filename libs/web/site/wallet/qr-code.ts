import qrcode from 'qrcode-generator';

/** Rows of a code to scan; true is dark. */
export type QrCode = readonly (readonly boolean[])[];

/** Of an address; 15 % of it may be spoilt. Null for what is too long for any. */
export function qrCodeOf(text: string): QrCode | null {
  const code = qrcode(0, 'M');
  code.addData(text);
  try {
    code.make();
  } catch {
    return null; // the one thing that it refuses
  }
  const places = Array.from({ length: code.getModuleCount() }, (_, place) => place);
  return places.map((row) => places.map((column) => code.isDark(row, column)));
}
