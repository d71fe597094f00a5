/** Commands of a page, and what it says that they print. */
export interface Step {
  readonly commands: string;
  readonly prints?: string;
}
/** What the page tells its reader to do elsewhere, or to wait for. */
export interface Elsewhere {
  readonly elsewhere: string;
}

const part = /^```sh\n([^]*?)^```\n(?:```text\n([^]*?)^```\n)?|^<!-- here: ([a-z-]+) -->$/gm;

export function partsOf(page: string): (Step | Elsewhere)[] {
  return [...page.matchAll(part)].map(([, commands, prints, elsewhere]) =>
    elsewhere === undefined ? { commands: commands!, ...(prints !== undefined && { prints }) } : { elsewhere },
  );
}

/** What is said of a print-out: `…` stands for anything, spaces for as many. */
export function asPattern(text: string): RegExp {
  const parts = text.trim().split('…');
  const exact = parts.map((one) =>
    one
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/ +/g, ' +')
      .replace(/\n/g, ' *\\n'),
  );
  return new RegExp(`^${exact.join('[^]*?')}$`);
}
