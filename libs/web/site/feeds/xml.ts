/** A piece of XML. Texts become one by `element` alone, which escapes them. */
export class Xml {
  constructor(readonly source: string) {}
}

/** What XML 1.0 cannot hold at all, escaped or not: control characters, halves of characters and two of no meaning. */
const impossible = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string =>
  text.replaceAll(impossible, '').replaceAll(/[&<>"']/g, (sign) => signs[sign]!);

export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Xml | string)[]
): Xml {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inside = children.map((child) => (child instanceof Xml ? child.source : escaped(child))).join('');
  return new Xml(`<${name}${given.join('')}${inside ? `>${inside}</${name}>` : '/>'}`);
}

export const xmlFile = ({ source }: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${source}\n`;
