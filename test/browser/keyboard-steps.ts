import type { Page } from 'playwright-core';

/** How many stops there may be on the way to something. */
const mostStops = 90;

interface Focused {
  /** What has the focus, for whoever reads a failure. */
  readonly what: string;
  /** Whether something has it at all. */
  readonly isHeld: boolean;
  /** Whether it can be seen that it has it, and where. */
  readonly isShown: boolean;
}

/** Somebody with a keyboard and nothing else. After each key there is something that has the focus, and it can be seen. */
export class KeyboardSteps {
  constructor(readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.holdsFocus(key);
    }
  }

  /** Keys that lead to another page. */
  async leave(path: string | RegExp, ...keys: readonly string[]): Promise<void> {
    const isThere = ({ pathname, search }: URL): boolean =>
      typeof path === 'string' ? pathname + search === path : path.test(pathname + search);
    for (const key of keys) await this.page.keyboard.press(key);
    await this.page.waitForURL(isThere);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.holdsFocus(text);
  }

  /** By Tab from where one is, past everything in between. */
  async tabTo(selector: string): Promise<void> {
    for (let stops = 0; stops < mostStops; stops += 1) {
      await this.press('Tab');
      if (await this.isAt(selector)) return;
    }
    throw new Error(`Tab does not lead to ${selector}`);
  }

  async isAt(selector: string): Promise<boolean> {
    return this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  }

  /** Where the focus is, counted among all that fit. */
  async numberOf(selector: string): Promise<number> {
    return this.page.evaluate(
      (wanted) => [...document.querySelectorAll(wanted)].findIndex((one) => one.contains(document.activeElement)),
      selector,
    );
  }

  private async holdsFocus(key: string): Promise<void> {
    const { what, isHeld, isShown } = await focused(this.page);
    if (!isHeld) throw new Error(`After ${key} nothing has the focus on ${this.page.url()}`);
    if (!isShown) throw new Error(`After ${key} it cannot be seen that ${what} has the focus on ${this.page.url()}`);
  }
}

/** By an outline of its own or of what lies over it, or by what its surroundings become. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { what: 'nothing', isHeld: false, isShown: false };
    const isOutlined = (pseudo?: string) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(at, pseudo);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    };
    const around = at.closest('.quick, .composer-text, label');
    const isMarked =
      around !== null &&
      (getComputedStyle(around).boxShadow !== 'none' ||
        getComputedStyle(around).outlineStyle !== 'none' ||
        getComputedStyle(around, '::after').content !== 'none');
    const { top, bottom } = at.getBoundingClientRect();
    const isInView = bottom > 0 && top < innerHeight;
    // The first have it for what is read next, not for what is pressed; a player shows it at one of its buttons.
    const isWhole = at.matches('main, dialog, video, audio');
    return {
      what: at.outerHTML.slice(0, 120),
      isHeld: true,
      isShown: isWhole || (isInView && (isOutlined() || isOutlined('::after') || isMarked)),
    };
  });
}
