import type { Page } from 'playwright-core';

/** What is in the page that none of ours has, and whether the page can be seen whole. */
export async function strangeIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (one: Element): string => one.outerHTML.slice(0, 120);
    const flawOf = (one: Element, { name, value }: Attr): string | null => {
      const isGrown = one.tagName === 'TEXTAREA' && name === 'style' && /^[\w-]+: [\d.]+px;$/.test(value); // by a script of ours
      if (/^on/.test(name) || (name === 'style' && !isGrown) || name === 'srcdoc') return 'it has what runs';
      if (!['href', 'src', 'action', 'formaction', 'poster'].includes(name)) return null;
      if (/^\s*(javascript|data|vbscript):/i.test(value)) return 'it leads to what runs';
      const isLoaded = !['A', 'LINK'].includes(one.tagName);
      return isLoaded && new URL(value, location.href).host !== location.host ? 'it loads from elsewhere' : null;
    };
    const isForeign = (one: Element): boolean =>
      ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE', 'MATH', 'FRAME'].includes(one.tagName) ||
      (one.tagName === 'SCRIPT' && !one.getAttribute('src')?.startsWith('/assets/'));
    const isSeen = (selector: string): boolean =>
      [...document.querySelectorAll(selector)].some((one) => one.getClientRects().length > 0);
    const all = [...document.querySelectorAll('*')];
    const ran = (window as { ran?: string }).ran;
    return [
      ...all.flatMap((one) =>
        [...one.attributes].flatMap((attribute) => {
          const flaw = flawOf(one, attribute);
          return flaw ? [`${flaw}: ${shown(one)}`] : [];
        }),
      ),
      ...all.filter(isForeign).map((one) => `it is there: ${shown(one)}`),
      ...(ran === undefined ? [] : [`it ran: ${ran}`]),
      ...(isSeen('.foot') && isSeen('main h1') ? [] : ['it is not whole']),
    ];
  });
}

/** Text that turns the direction of what is not its own: of the names beside it, for example. */
export async function turnedIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isApart = (one: Element): boolean =>
      getComputedStyle(one).display !== 'inline' || /isolate|plaintext/.test(getComputedStyle(one).unicodeBidi);
    const within = (node: Node): Element => {
      let one = node.parentElement!;
      while (!isApart(one)) one = one.parentElement!;
      return one;
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const [index, node] of texts.entries()) {
      if (!/[\u202A-\u202E\u2066-\u2068]/.test(node.nodeValue!)) continue;
      const place = within(node);
      const turned = texts.slice(index + 1).filter((one) => one.nodeValue!.trim() !== '' && within(one) === place);
      const others = turned.filter((one) => one.parentElement !== node.parentElement);
      found.push(...others.map((one) => `“${node.nodeValue!.slice(0, 20)}” turns “${one.nodeValue!.slice(0, 30)}”`));
    }
    return found;
  });
}
