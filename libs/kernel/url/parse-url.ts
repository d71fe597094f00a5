/**
 * The address that a text is, if it is one. Not by `URL.canParse`: Node.js 20 takes an address with letters such as ü for
 * none once the function that asks has been compiled.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
