import { type HTMLElement, parse } from 'node-html-parser';
import type { Answer, HttpVisitor } from './http-visitor.js';
import { flawsOf, linkedFrom, loadedBy } from './page-checks.js';
import { addressOf, formsOn, kindOf, type PageForm, payloadOf, type Words } from './page-forms.js';
import { forms, isFile, otherForms, pages, patternOf, type Role, unlinked, ways } from './site-map.js';

interface Link {
  readonly path: string;
  /** Where it was found. */
  readonly on: string;
}

interface Person {
  readonly role: Role;
  readonly visitor: HttpVisitor;
  /** Makes them who they are again, after they have signed out. */
  readonly enter: () => Promise<void>;
  readonly words: Words;
}

/** Pages of one kind that are looked at; views of the same page are of different kinds. */
const mostOfOneKind = { page: 20, view: 2 };
/** And whose parts are looked at one by one. */
const mostExamined = 3;
const atOnce = 4;

const patterns = [...Object.keys(pages), ...Object.keys(ways), ...Object.keys(unlinked)];
const formPatterns = Object.keys(forms);

/** Follows every link that somebody sees, and sends every form, once for each kind. */
export class Crawl {
  /** What is wrong, each with where. */
  readonly problems = new Set<string>();
  /** Patterns of the site map. */
  readonly met = { pages: new Set<string>(), forms: new Set<string>() };
  opened = 0;
  private readonly seen = new Set<string>();
  private readonly counts = new Map<string, number>();
  private readonly examined = new Map<string, number>();
  private waiting: Link[] = [];
  /** By their kind: the pages on which they stand. */
  private readonly found = new Map<string, string[]>();
  private readonly sent = new Set<string>();

  constructor(
    private readonly person: Person,
    /** Files that have been loaded by somebody before. */
    private readonly loaded: Set<string>,
  ) {}

  async from(...paths: string[]): Promise<void> {
    for (const path of paths) this.note({ path, on: 'the beginning' });
    await this.readAll();
    for (const rank of [0, 1, 2, 3]) {
      for (let kind = this.nextForm(rank); kind !== undefined; kind = this.nextForm(rank)) {
        this.sent.add(kind);
        await this.sendOne(kind);
        await this.readAll();
      }
      if (rank < 3) await this.lookAgain();
    }
  }

  /** What is done by now shows on other pages, too. */
  private async lookAgain(): Promise<void> {
    for (const path of [...this.seen].filter((one) => one in pages)) this.waiting.push({ path, on: 'a second look' });
    await this.readAll();
  }

  private note(link: Link): void {
    if (this.seen.has(link.path)) return;
    this.seen.add(link.path);
    const kind = kindOfPath(link.path);
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= mostOfOneKind[kind.includes('?') ? 'view' : 'page']) this.waiting.push(link);
  }

  private async readAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const next = this.waiting.splice(0, atOnce);
      await Promise.all(next.map((link) => this.read(link)));
    }
  }

  /** Answers the page that it leads to; null, if that is none. */
  private async read(link: Link, status = 200): Promise<HTMLElement | null> {
    const [path, answer] = await this.open(link);
    const where = `${link.path} (on ${link.on})`;
    if (answer.status !== status) this.problems.add(`${where} is answered ${answer.status}`);
    if (!String(answer.headers['content-type']).startsWith('text/html')) return null;
    const root = parse(answer.body.toString('utf8'));
    if (root.querySelector('main') === null) return null; // a part of a page
    await this.look(root, path);
    return root;
  }

  /** To the end of where it leads. */
  private async open({ path, on }: Link): Promise<[path: string, answer: Answer]> {
    const { visitor } = this.person;
    let [at, answer] = [path, await visitor.ask(path)];
    this.count(at, on, answer);
    for (let steps = 0; answer.status >= 300 && answer.status < 400 && steps < 5; steps += 1) {
      const target = new URL(String(answer.headers['location']), visitor.site + at);
      if (target.origin !== visitor.site) {
        this.problems.add(`${path} (on ${on}) leads away to ${target.origin}`);
        break;
      }
      at = target.pathname + target.search;
      answer = await visitor.ask(at);
      this.count(at, path, answer);
    }
    return [at, answer];
  }

  private count(path: string, on: string, { status, headers }: Answer): void {
    this.opened += 1;
    const { pathname } = new URL(path, this.person.visitor.site);
    const pattern = patternOf(pathname, patterns);
    const isMet = status < 300 || (pattern !== undefined && pattern in ways && !isToSignIn(headers));
    if (pattern !== undefined && isMet) this.met.pages.add(pattern);
    if (pattern === undefined && !isFile(pathname)) this.problems.add(`${path} (on ${on}) is no page of the site map`);
  }

  private async look(root: HTMLElement, path: string): Promise<void> {
    const { site } = this.person.visitor;
    const kind = kindOfPath(path);
    const count = (this.examined.get(kind) ?? 0) + 1;
    this.examined.set(kind, count);
    if (count <= mostExamined) for (const flaw of flawsOf(root)) this.problems.add(`${kind}: ${flaw}`);
    for (const file of loadedBy(root, site)) if (count <= mostExamined || isFile(file)) await this.load(file, path);
    for (const to of linkedFrom(root, site)) this.note({ path: to, on: path });
    for (const form of formsOn(root, path)) {
      if (form.method === 'GET') this.note({ path: addressOf(form, this.person.words), on: path });
      else this.noteForm(form, path);
    }
  }

  private async load(path: string, on: string): Promise<void> {
    if (this.loaded.has(path)) return;
    this.loaded.add(path);
    const { status, body } = await this.person.visitor.ask(path);
    if (status !== 200 || body.length === 0) this.problems.add(`${path}, loaded by ${on}, is answered ${status}`);
  }

  private noteForm(form: PageForm, on: string): void {
    const kind = this.kindOf(form);
    if (kind === undefined) {
      const path = form.action.split('?', 1)[0]!;
      if (!otherForms.includes(path)) this.problems.add(`${path} (a form on ${on}) is not in the site map`);
    } else if (rowOf(kind).role !== 'guest' || this.person.role === 'guest') {
      this.found.set(kind, [...new Set([on, ...(this.found.get(kind) ?? [])])].slice(0, 8));
    }
  }

  /** The kind of a form that was not sent yet, of those that may be sent by now. */
  private nextForm(rank: number): string | undefined {
    return [...this.found.keys()].find((kind) => !this.sent.has(kind) && rankOf(kind) <= rank);
  }

  /** As it stands there now; what stood there may be gone meanwhile, or another, and then there is the next one. */
  private async sendOne(kind: string): Promise<void> {
    const { visitor, words, enter } = this.person;
    for (const on of this.found.get(kind)!) {
      const { status, body } = await visitor.ask(on);
      const there = status < 300 ? formsOn(parse(body.toString('utf8')), on) : [];
      for (const form of there) if (form.method === 'POST') this.noteForm(form, on);
      const form = there.find((one) => one.method === 'POST' && this.kindOf(one) === kind);
      if (!form) continue;
      const { payload, type } = await payloadOf(form, words);
      await this.follow(form, on, await visitor.post(form.action, payload, { 'content-type': type }));
      if (rankOf(kind) >= 2) await enter();
      return;
    }
  }

  /** Undefined: of none that is known. */
  private kindOf(form: PageForm): string | undefined {
    const { pathname } = new URL(form.action, this.person.visitor.site);
    const pattern = patternOf(pathname, formPatterns);
    return pattern === undefined ? undefined : `${pattern} ${kindOf(form)}`;
  }

  private async follow(form: PageForm, on: string, answer: Answer): Promise<void> {
    const pattern = patternOf(new URL(form.action, this.person.visitor.site).pathname, formPatterns)!;
    const { rank, again } = forms[pattern]!;
    const where = `${form.action} (a form on ${on})`;
    this.met.forms.add(pattern);
    const root = parse(answer.body.toString('utf8'));
    if (again !== undefined && form.pressed?.join('=') === again && answer.status === 200) {
      for (const flaw of flawsOf(root)) this.problems.add(`${where}: ${flaw}`);
    } else if (answer.status === 303 && (rank === 3 || !isToSignIn(answer.headers))) {
      if (rank !== 3) await this.read({ path: String(answer.headers['location']), on: where });
    } else {
      const said = root.querySelectorAll('.alert, .wrong, main h1').map(({ text }) => text.replace(/\s+/g, ' ').trim());
      this.problems.add(`${where} is answered ${answer.status} ${said.join(' | ')}`);
    }
  }
}

const isToSignIn = ({ location }: Answer['headers']): boolean => String(location).startsWith('/sign-in');

const rowOf = (kind: string) => forms[kind.split(' ', 1)[0]!]!;
const rankOf = (kind: string): number => rowOf(kind).rank ?? 0;

/** Paths of one kind differ in names and numbers only. */
function kindOfPath(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://site.localhost');
  const pattern = patternOf(pathname, patterns) ?? pathname;
  const asked = [...searchParams]
    .filter(([, value]) => value !== '')
    .map(([key, value]) => (key !== 'q' && key !== 'back' && /^[a-z-]+$/.test(value) ? `${key}=${value}` : key));
  return asked.length > 0 ? `${pattern}?${asked.toSorted().join('&')}` : pattern;
}
