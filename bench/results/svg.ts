type Attributes = Readonly<Record<string, string | number>>;

/** One element of SVG; what is in it is markup already. */
export function element(name: string, attributes: Attributes, ...inside: readonly string[]): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(shown(value))}"`);
  const content = inside.join('');
  return content ? `<${name}${said.join('')}>${content}</${name}>` : `<${name}${said.join('')}/>`;
}

export function text(x: number, y: number, said: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escaped(said));
}

export const title = (said: string): string => element('title', {}, escaped(said));

/** A whole file, as large as it is drawn where there is room. */
export function picture(size: { width: number; height: number }, style: string, parts: readonly string[]): string {
  const { width, height } = size;
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height };
  return `${element('svg', attributes, `<style>${style}</style>\n`, parts.join('\n'))}\n`;
}

const shown = (value: string | number): string => (typeof value === 'number' ? String(+value.toFixed(2)) : value);

/** Also without what no XML may hold. */
function escaped(said: string): string {
  return said
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
