import type { Locator, Page } from 'playwright-core';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Somebody at a browser, who clicks what people click. Selectors name forms and links by where they lead, so that they are the same in every language. */
export class MemberSteps {
  constructor(
    readonly page: Page,
    private readonly site: string,
    /** Without scripts all that happens is a page that loads. */
    private readonly hasScripts = true,
  ) {}

  async open(path: string): Promise<void> {
    await this.page.goto(this.site + path);
  }

  async signIn({ username, password }: Login): Promise<void> {
    await this.open('/sign-in');
    await this.fillIn({ username, password });
    await this.send(this.main('form:has([name=password])'));
  }

  /** From the front page, as a guest who likes what they see. */
  async join({ username, password }: Login): Promise<void> {
    await this.open('/');
    await this.main('a[href^="/sign-up"]').first().click();
    await this.fillIn({ username, password });
    await this.send(this.main('form:has([name=password])'));
  }

  /** The three steps of the beginning; follows what and whom is first. */
  async settleIn(nickname: string): Promise<void> {
    await this.fillIn({ nickname });
    await this.send(this.main('form[action="/welcome"]'));
    await this.main('label:has([name=topic_id])').first().click();
    await this.send(this.main('form:has([name=topic_id])'));
    await this.main('[name=user_id]').first().check();
    await this.send(this.main('form:has([name=user_id])'));
    await this.main('a.button[href="/"]').first().click();
  }

  async signOut(): Promise<void> {
    await this.open('/');
    const menu = this.page.locator('.own-menu:has(> summary:visible)').first();
    await menu.locator('> summary').click();
    await menu.locator('form[action="/sign-out"] button').click();
    await this.settled();
  }

  async post(text: string): Promise<void> {
    await this.page.locator('a.main-place:visible').first().click();
    await this.fillIn({ content: text });
    await this.send(this.main('form#composer'), '.composer-send');
  }

  async comment(path: string, text: string): Promise<void> {
    await this.open(path);
    await this.fillIn({ content: text }, '#comment');
    const sent = this.main('form[action$="/comment"]');
    await this.send(sent);
    await this.main('.comment', text).first().waitFor();
  }

  /** A mark of the post on its own page: star, collect, follow and the like. */
  async press(action: string): Promise<void> {
    const button = this.main(`form[action$="${action}"] button`).first();
    await button.click();
    await this.settled();
  }

  async search(words: string): Promise<void> {
    await this.open('/search');
    const box = this.main('input[name=q]');
    await box.fill(words);
    await box.press('Enter');
    await this.page.waitForURL(/[?&]q=/);
  }

  /** What of the page's main part fits, and says so. */
  main(selector: string, text?: string): Locator {
    return this.page.locator(`main ${selector}`, text === undefined ? {} : { hasText: text });
  }

  async fillIn(fields: Readonly<Record<string, string>>, within = ''): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.main(`${within} [name=${name}]:not([type=hidden]):not([readonly])`).first();
      await field.fill(value);
    }
  }

  async send(form: Locator, button = 'button.button:not([type=button])'): Promise<void> {
    await form.locator(button).last().click();
    await this.settled();
  }

  private async settled(): Promise<void> {
    await this.page.waitForLoadState(this.hasScripts ? 'networkidle' : 'load');
  }
}
