/** Every element of an XML text with its attributes; throws where it is not well-formed. */
export function elementsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const open: string[] = [];
  const token = /<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|([^])/g;
  for (const [all, closing, name, attributes = '', empty, text] of xml.matchAll(token)) {
    if (/&(?!(amp|lt|gt|quot);)/.test(all)) throw new Error(`A bare &: ${all}`);
    if (text !== undefined) continue;
    if (name === undefined) throw new Error(`No markup: ${all}`);
    if (closing) {
      if (open.pop() !== name) throw new Error(`${name} was not open`);
      continue;
    }
    if (!empty) open.push(name);
    const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]);
    elements.push({ name, attributes: Object.fromEntries(pairs) as Record<string, string> });
  }
  if (open.length > 0) throw new Error(`Still open: ${open.join(', ')}`);
  return elements;
}

/** What is written in elements of that name, with `&lt;` and its like as the letters they are. */
export function textsOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'g'));
  return [...found].map(([, text]) =>
    text!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}
