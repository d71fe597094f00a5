import type { Locator, Page, Response } from 'playwright-core';
import type { Login } from './member-steps.js';

export type Desk = 'look' | 'texts' | 'joining' | 'members' | 'topics' | 'settings';

/** Somebody who looks after a community: gets to its desk by what can be clicked, on a phone by the menu behind their picture. */
export class OwnerSteps {
  constructor(
    readonly page: Page,
    private readonly site: string,
  ) {}

  async open(path: string): Promise<number> {
    const answer = await this.page.goto(this.site + path);
    return answer!.status();
  }

  async signIn({ username, password }: Login): Promise<void> {
    await this.open('/sign-in');
    await this.main('[name=username]').fill(username);
    await this.main('[name=password]').fill(password);
    await this.send(this.main('form:has([name=password])'));
  }

  /** From the front page to a part of the desk. */
  async toDesk(place?: Desk): Promise<void> {
    await this.open('/');
    const way = this.page.locator('a[href="/manage"]:visible');
    if ((await way.count()) === 0) await this.page.locator('.own-menu > summary:visible').click();
    await this.follow(way.first());
    if (place) await this.follow(this.main(`.desk-tabs a[href="/manage/${place}"]`));
  }

  /** Goes where a link leads. */
  async follow(link: Locator): Promise<void> {
    await this.andLoads(() => link.click());
  }

  /** Presses the button of a form that leads to a page; answers how the form was answered. */
  async send(form: Locator, button = 'button.button:not([type=button])'): Promise<number> {
    const [answer] = await Promise.all([
      this.page.waitForResponse((one) => isSent(one)),
      this.andLoads(() => form.locator(button).last().click()),
    ]);
    return answer.status();
  }

  /** Fills in a part of the desk and saves it. Of a setting its wire name, as fields are called. */
  async save(fields: Readonly<Record<string, string | boolean>>): Promise<number> {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.main(`[name="${name}"]`);
      if (typeof value === 'boolean') await field.setChecked(value);
      else if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    const [first] = Object.keys(fields);
    return this.send(this.main(`form:has([name="${first}"])`));
  }

  /** Looks for a member by name, and decides something by their menu; what takes something from them is asked once more. */
  async decide(username: string, what: 'administrator' | 'suspend' | 'role' | 'status'): Promise<number> {
    await this.toDesk('members');
    await this.main('.desk-search [name=q]').fill(username);
    await this.andLoads(() => this.main('.desk-search [name=q]').press('Enter'));
    const row = this.rowOf(username);
    await row.locator('summary').click();
    if (what === 'role' || what === 'status') return this.send(row.locator(`form[action$="/${what}"]`), 'button');
    await this.follow(row.locator(`a[href*="/${what}"]`));
    return this.send(this.main('form.actions'));
  }

  /** The line of a list that leads to a member. */
  rowOf(username: string): Locator {
    return this.main('.row').filter({ has: this.page.locator(`a.open[href="/@${username}"]`) });
  }

  /** How many stand above them in the order of suggested people. */
  async rowNumber(username: string): Promise<number> {
    const paths = await this.main('.desk-order a.open').evaluateAll((all) =>
      all.map((one) => one.getAttribute('href')),
    );
    return paths.indexOf(`/@${username}`);
  }

  main(selector: string): Locator {
    return this.page.locator(`main ${selector}`);
  }

  async words(selector = 'main'): Promise<string> {
    return this.page.locator(selector).first().innerText();
  }

  private async andLoads(act: () => Promise<void>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), act()]);
  }
}

const isSent = (answer: Response): boolean =>
  answer.request().method() === 'POST' && answer.request().isNavigationRequest();
