import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { repositoryRoot } from '../worker-cluster.js';

/** A browser of its own contacts nobody but the servers of a test. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
/** Of a page that answers at all. */
const patience = 15_000;

export const widths = { narrow: 320, phone: 360, desktop: 1280 } as const;

export interface Window {
  readonly width?: keyof typeof widths;
  readonly language?: 'en' | 'zh-CN';
  readonly look?: 'light' | 'dark';
  readonly scripts?: boolean;
}

export interface BrowserWindow {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, of the console, and files that did not come. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface TestBrowser {
  /** Somebody with a fresh profile. */
  readonly open: (options?: Window) => Promise<BrowserWindow>;
}

/** Chromium at `command`, one for this file. Asked for before the server that it looks at, so that it closes first. */
export function useBrowser(command: string | undefined): TestBrowser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: command!, args: flags });
  }, 60_000);
  afterAll(async () => browser?.close());
  return {
    open: async (options = {}) => {
      const context = await browser!.newContext(contextOf(options));
      context.setDefaultTimeout(patience);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${page.url()})`);
      });
      page.on('request', (request) => {
        if (!/^(http:\/\/[\w-]+\.localhost:|data:|blob:)/.test(request.url()))
          complaints.push(`It asked for ${request.url()}`);
      });
      return { page, complaints, close: async () => (browser!.isConnected() ? context.close() : undefined) };
    },
  };
}

function contextOf({
  width = 'desktop',
  language = 'en',
  look = 'light',
  scripts = true,
}: Window): BrowserContextOptions {
  const isPhone = width !== 'desktop';
  return {
    viewport: { width: widths[width], height: isPhone ? 740 : 860 },
    locale: language,
    colorScheme: look,
    javaScriptEnabled: scripts,
    isMobile: isPhone,
    hasTouch: isPhone,
    reducedMotion: 'reduce', // nothing is looked at while it moves
  };
}

/** Where a run keeps what its pages looked like. */
const shots = join(repositoryRoot, 'build', 'screens');

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** As a person does: by the form of the sign-in page. */
export async function signIn(page: Page, site: string, login: { username: string; password: string }): Promise<void> {
  await page.goto(`${site}/sign-in`);
  await page.fill('main [name=username]', login.username);
  await page.fill('main [name=password]', login.password);
  await page.click('main form button');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
