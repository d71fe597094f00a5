import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { type Check, pageOf } from '../http/checks.js';
import { canaryOf } from '../data/texts.js';
import { median, rounded, say } from '../line.js';
import type { Run } from '../run.js';
import type { Group } from './measure.js';
import { alternate, figures, ratioOf, type Side, usual } from './rounds.js';

const posts = 20;
const mostBytes = 60 * 1024;
const leastRatio = 0.6;
/** Of the Debian package. */
const chromiumPath = '/usr/bin/chromium';
const visits = 3;
/** Milliseconds in which whatever still moves has moved. */
const settled = 1_000;

/** Posts of the community itself, all of them, and of no other. */
const isPage =
  (slug: string): Check =>
  ({ status, text }) => {
    if (status !== 200) return `has status ${status}`;
    const cards = text.match(/<article class="post"/g)?.length ?? 0;
    if (cards !== posts) return `shows ${cards} posts, not ${posts}`;
    return text.includes(canaryOf(slug)) ? null : `does not show ${canaryOf(slug)}`;
  };

/** The front page as a guest gets it: how much comes over the line, and how much it costs to make beside its JSON. */
export const pageMeasures: Group = {
  names: ['page_weight', 'page_timeline'],
  async measure(run, wanted, report) {
    if (wanted.has('page_weight')) report({ measure: 'page_weight', ...(await weigh(run)) });
    if (wanted.has('page_timeline')) report({ measure: 'page_timeline', ...(await race(run)) });
  },
};

async function weigh(run: Run) {
  say('page_weight');
  const [stage, { host }] = [await run.stage(), await run.standard()];
  const page = await fetchSmall(stage.port, host, '/');
  const files = [...page.text.matchAll(/(?:rel="stylesheet" href|<script src)="([^"]+)"/g)].map(([, path]) => path!);
  const loaded = await Promise.all(files.map((path) => fetchSmall(stage.port, host, path)));
  const bytes = page.bytes + loaded.reduce((sum, file) => sum + file.bytes, 0);
  const shown = await paint(`http://${host}:${stage.port}/`);
  const holds = bytes <= mostBytes && (shown === null || (shown.lcp_ms < 1000 && shown.layout_shift < 0.05));
  const errors = [page, ...loaded].filter(({ status }) => status !== 200).length;
  return {
    value: bytes,
    unit: 'bytes',
    html: page.bytes,
    files: files.length,
    ...shown,
    bar: mostBytes,
    holds,
    errors,
    data: 'standard',
  };
}

interface Fetched {
  readonly status: number;
  readonly bytes: number;
  readonly text: string;
}

/** As a browser asks, which takes compressed answers. */
function fetchSmall(port: number, host: string, path: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const headers = { host, 'accept-encoding': 'gzip, deflate, br' };
    request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const isGzip = answer.headers['content-encoding'] === 'gzip';
        const text = isGzip ? gunzipSync(body).toString() : body.toString();
        resolve({ status: answer.statusCode ?? 0, bytes: body.length, text });
      });
    })
      .on('error', reject)
      .end();
  });
}

interface Painted {
  readonly lcp_ms: number;
  readonly layout_shift: number;
}

/** Where a browser is at hand: when the largest thing is there and how much moves, with a processor four times slower. */
async function paint(address: string): Promise<Painted | null> {
  if (!existsSync(chromiumPath)) return null;
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    const shown: Painted[] = [];
    for (let visit = 0; visit < visits; visit += 1) shown.push(await firstVisit(browser, address));
    return {
      lcp_ms: rounded(median(shown.map(({ lcp_ms }) => lcp_ms)), 0),
      layout_shift: rounded(Math.max(...shown.map(({ layout_shift }) => layout_shift)), 4),
    };
  } finally {
    await browser.close();
  }
}

/** With nothing kept from before. */
async function firstVisit(browser: Browser, address: string): Promise<Painted> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true });
  try {
    const page = await context.newPage();
    const slow = await context.newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(settled);
    return await page.evaluate(
      () =>
        new Promise<Painted>((resolve) => {
          let [largest, moved] = [0, 0];
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) largest = entry.startTime;
          }).observe({ type: 'largest-contentful-paint', buffered: true });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) moved += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve({ lcp_ms: largest, layout_shift: moved }), 100);
        }),
    );
  } finally {
    await context.close();
  }
}

/** Both by one server, in turn: a page that is made each time, and the JSON of the same posts. */
async function race(run: Run) {
  say('page_timeline');
  const stage = await run.stage();
  const { host, slug } = await run.standard();
  const side = (name: string, path: string, check: Check): Side => {
    const call = { host, path };
    return { name, port: stage.port, calls: [call], probe: () => ({ call, check }) };
  };
  await stage.restartServerWith({ CACHE_MEMORY: '0' }); // both are made each time
  const sides = [
    side('page', '/', isPage(slug)),
    side('JSON', `/v1/posts?style=newest&page_size=${posts}`, pageOf(slug, posts)),
  ];
  const { outcomes, errors } = await alternate(sides, { ...usual, folder: stage.folder });
  await stage.restartServer();
  const [ours, theirs] = outcomes;
  const ratio = ratioOf(ours!, theirs!);
  const judged = { ratio_to: 'json_of_same_posts', ratio, bar: leastRatio, holds: ratio >= leastRatio };
  return { ...figures(ours!), unit: 'req/s', ...judged, errors, data: 'standard' };
}
