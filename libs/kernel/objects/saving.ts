/** How what is saved under a name is given out: nothing shows it by itself. */
export const savedType = 'application/octet-stream';

/** Content-Disposition. A name needs no quoting: letters, digits, `.`, `-` and `_`. */
export function dispositionOf(saveAs?: string): string {
  if (saveAs === undefined) return 'inline';
  if (!/^[\w.-]{1,200}$/.test(saveAs)) throw new Error('Not a name to save an object under.');
  return `attachment; filename="${saveAs}"`;
}
