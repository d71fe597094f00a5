import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type HTMLElement, parse } from 'node-html-parser';

export interface ShownPage {
  readonly status: number;
  /** Path and query of what was asked for. */
  readonly path: string;
  readonly headers: Record<string, unknown>;
  readonly body: string;
  readonly root: HTMLElement;
}

type Typed = Readonly<Record<string, string | readonly string[]>>;
/** Chosen in fields for files, by their names. */
type Chosen = Readonly<Record<string, { readonly bytes: Buffer; readonly type?: string }>>;

/**
 * Somebody with a browser that runs no scripts: keeps cookies, opens pages, fills in the forms that stand on them and
 * follows where they lead. What is typed has to have a field, and what is pressed has to be there.
 */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  page!: ShownPage;

  constructor(
    private readonly app: NestFastifyApplication,
    readonly host: string,
    private readonly language = 'en',
  ) {}

  async open(path: string): Promise<ShownPage> {
    return this.follow(await this.ask('GET', path));
  }

  /** Sends the form of the open page whose action, or whose button's text, is this. Answers the page that it leads to. */
  async submit(which: string, typed: Typed = {}, files: Chosen = {}): Promise<ShownPage> {
    const form = this.formNamed(which);
    const action = form.getAttribute('action') ?? this.page.path;
    const fields = fieldsOf(form);
    for (const [name, value] of Object.entries({ ...typed, ...files })) {
      if (!form.querySelector(`[name="${name}"]`)) throw new Error(`The form ${which} has no field ${name}.`);
      if (name in files) continue;
      fields.delete(name);
      for (const one of [value].flat()) if (typeof one === 'string') fields.append(name, one);
    }
    const headers = { origin: `http://${this.host}`, 'sec-fetch-site': 'same-origin' };
    if (form.getAttribute('method') !== 'post') return this.open(`${action.split('?')[0]}?${fields}`);
    const [payload, type] =
      form.getAttribute('enctype') === 'multipart/form-data'
        ? await multipart(fields, files)
        : [fields.toString(), 'application/x-www-form-urlencoded'];
    return this.follow(await this.ask('POST', action, { ...headers, 'content-type': type }, payload));
  }

  async signIn(username: string, password: string): Promise<ShownPage> {
    await this.open('/sign-in');
    return this.submit('/sign-in', { username, password });
  }

  /** The texts of what the selector finds on the open page. */
  texts(selector: string): string[] {
    return this.page.root.querySelectorAll(selector).map((found) => found.text.replace(/\s+/g, ' ').trim());
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  private formNamed(which: string): HTMLElement {
    const forms = this.page.root.querySelectorAll('form');
    const found = forms.find(
      (form) =>
        (form.getAttribute('action') ?? this.page.path).split('?')[0] === which ||
        form.querySelectorAll('button').some((button) => button.text.trim() === which),
    );
    if (!found) throw new Error(`${this.page.path} (${this.page.status}) has no form ${which}.`);
    return found;
  }

  private async follow(answer: ShownPage): Promise<ShownPage> {
    const { location } = answer.headers;
    if (answer.status >= 300 && answer.status < 400 && typeof location === 'string') return this.open(location);
    this.page = answer;
    return answer;
  }

  private async ask(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string> = {},
    payload?: string | Buffer,
  ): Promise<ShownPage> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url: path,
      headers: { host: this.host, 'accept-language': this.language, ...(cookie && { cookie }), ...headers },
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value, maxAge } of answer.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { statusCode: status, body } = answer;
    return { status, path, headers: answer.headers, body, root: parse(body) };
  }
}

/** As a browser would send them when nothing was touched. */
function fieldsOf(form: HTMLElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const field of form.querySelectorAll('input[name], textarea[name], select[name]')) {
    const value = valueOf(field);
    if (value !== null) fields.append(field.getAttribute('name')!, value);
  }
  return fields;
}

/** Null: it is not sent. */
function valueOf(field: HTMLElement): string | null {
  if (field.rawTagName === 'textarea') return field.text.replace(/^\n/, '');
  if (field.rawTagName === 'select') return chosenIn(field);
  const type = field.getAttribute('type');
  if (type === 'file' || type === 'submit') return null;
  if (type !== 'checkbox' && type !== 'radio') return field.getAttribute('value') ?? '';
  return field.hasAttribute('checked') ? (field.getAttribute('value') ?? 'on') : null;
}

function chosenIn(select: HTMLElement): string | null {
  const options = select.querySelectorAll('option');
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
  return chosen ? (chosen.getAttribute('value') ?? chosen.text) : null;
}

async function multipart(fields: URLSearchParams, files: Chosen): Promise<[Buffer, string]> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const [name, { bytes, type = 'image/png' }] of Object.entries(files))
    form.append(name, new Blob([new Uint8Array(bytes)], { type }), `${name}.${type.split('/')[1]}`);
  const sent = new Response(form);
  return [Buffer.from(await sent.arrayBuffer()), sent.headers.get('content-type')!];
}
