import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const program = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe finds that keeps somebody out: its serious and critical findings, each with where it is. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(program); // by the debugger, which no policy of the page forbids
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)`,
  )) as Finding[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary.split('\n')[1]?.trim() ?? ''}`,
      ),
    );
}

/** By how many pixels the page is wider than the window; what sticks out, where it is. */
export async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1 && one.getClientRects().length > 0,
    );
    return [`${scrollWidth - clientWidth} px`, ...wide.slice(0, 5).map((one) => `${one.tagName}.${one.className}`)];
  });
}

/** The same in a window of another width; afterwards it is as it was. */
export async function sticksOutOf(page: Page, width: number): Promise<string[]> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ ...before, width });
  const found = await sticksOut(page);
  await page.setViewportSize(before);
  return found;
}
