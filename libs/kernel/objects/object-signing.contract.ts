import { setTimeout as pause } from 'node:timers/promises';
import type { ObjectStore, SignedForm } from './object-store.js';

/** A store, and what is around it. */
export interface StoreBench {
  readonly store: ObjectStore;
  /** Of a tenant, with `/` at its end: keys that signed forms and addresses name. */
  readonly folder: string;
  /** Where the store's driver may keep what it works with. */
  readonly dataDir: string;
  /** Of the community that forms and addresses are signed for. */
  readonly origin: string;
  /** As somebody's browser. */
  readonly ask: (url: string, init?: RequestInit) => Promise<Response>;
}

const rules = { type: 'image/png', largest: 1000, seconds: 60 };

/** What somebody brings and reads by signed forms and addresses, over HTTP. */
export function signedObjectsContract(bench: () => StoreBench): void {
  const at = (key: string): string => bench().folder + key;
  const find = (key: string) => bench().store.find(at(key));
  const sign = (key: string, more: Partial<typeof rules> = {}) =>
    bench().store.signForm(at(key), { ...rules, ...more }, bench().origin);
  const send = async ({ url, fields }: SignedForm, bytes: Buffer, more: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...more })) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'name.png');
    const answer = await bench().ask(url, { method: 'POST', body: form });
    return { status: answer.status, text: await answer.text() };
  };
  const signature = ({ fields }: SignedForm): string => Object.keys(fields).find((name) => /signature$/i.test(name))!;

  describe('by a signed form', () => {
    it('takes an object from a browser', async () => {
      const { status } = await send(await sign('form/one'), Buffer.alloc(1000, 'x'));
      expect(status).toBe(204);
      expect(await find('form/one')).toMatchObject({ size: 1000, type: 'image/png' });
    });

    it('takes none that is larger than it may be', async () => {
      const { status } = await send(await sign('form/large'), Buffer.alloc(1001));
      expect([400, 413]).toContain(status);
      const far = await send(await sign('form/large'), Buffer.alloc(3_000_000));
      expect([400, 413]).toContain(far.status);
      expect(await find('form/large')).toBeNull();
    });

    it('takes none of another type, under another key, or with another signature', async () => {
      const form = await sign('form/wrong');
      const bytes = Buffer.from('x');
      const name = signature(form);
      const forged = form.fields[name]!.replace(/./, (first) => (first === 'a' ? 'b' : 'a'));
      const answers = [
        await send(form, bytes, { 'Content-Type': 'text/html' }),
        await send(form, bytes, { key: at('form/other') }),
        await send(form, bytes, { [name]: forged }),
        await send({ ...form, fields: { key: form.fields['key']!, 'Content-Type': rules.type } }, bytes),
      ];
      expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
      expect([await find('form/wrong'), await find('form/other')]).toEqual([null, null]);
    });

    it('takes none when its time is over', async () => {
      const form = await sign('form/late', { seconds: 1 });
      const answer = await untilRefused(() => send(form, Buffer.from('x')));
      expect([400, 403]).toContain(answer.status);
    });

    it('leaves nothing of a form that breaks off', async () => {
      const { url, fields } = await sign('form/broken', { largest: 1_000_000 });
      const boundary = 'a-boundary';
      const part = (name: string, value: string) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
      const head = Object.entries(fields).map(([name, value]) => part(name, value));
      const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: image/png\r\n\r\n`;
      const body = Buffer.concat([Buffer.from([...head, file].join('')), Buffer.alloc(500_000)]); // and no end
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
      const { status } = await bench().ask(url, { method: 'POST', headers, body: new Uint8Array(body) });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await find('form/broken')).toBeNull();
    });
  });

  describe('by a signed address', () => {
    const reading = async (key: string, more: { seconds?: number; saveAs?: string } = {}) =>
      bench().store.signReading(at(key), { seconds: 60, ...more }, bench().origin);
    const get = async (url: string, headers: Record<string, string> = {}) => {
      const answer = await bench().ask(url, { headers });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    };
    beforeAll(async () => {
      await bench().store.put(at('read/one.png'), Buffer.from('0123456789'), { type: 'image/png' });
    });

    it('shows an object to anybody', async () => {
      const { status, text, headers } = await get(await reading('read/one.png'));
      expect([status, text, headers.get('content-type')]).toEqual([200, '0123456789', 'image/png']);
      expect(headers.get('content-disposition')).toMatch(/^inline/);
    });

    it('offers it for saving under a name', async () => {
      const { status, headers } = await get(await reading('read/one.png', { saveAs: 'heron-1_a.png' }));
      expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
      expect(headers.get('content-disposition')).toBe('attachment; filename="heron-1_a.png"');
      await expect(reading('read/one.png', { saveAs: 'a"b' })).rejects.toThrow('Not a name');
    });

    it('gives parts of it', async () => {
      const { status, text, headers } = await get(await reading('read/one.png'), { range: 'bytes=2-4' });
      expect([status, text, headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
      expect(await get(await reading('read/one.png'), { range: 'bytes=10-' })).toMatchObject({ status: 416 });
    });

    it('shows nothing else', async () => {
      await bench().store.put(at('read/two.png'), Buffer.from('secret'), { type: 'image/png' });
      const url = await reading('read/one.png', { saveAs: 'one.png' });
      const plain = url.split('?')[0]!;
      const wrong = [plain, url.replace('read/one', 'read/two'), url.replaceAll('one.png', 'onf.png'), `${url}x`];
      const answers = await Promise.all(wrong.map((one) => get(one)));
      expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
      expect((await get(await reading('read/none.png'))).status).toBe(404);
    });

    it('shows nothing when its time is over', async () => {
      const url = await reading('read/one.png', { seconds: 1 });
      expect((await untilRefused(() => get(url))).status).toBe(403);
    });
  });
}

/** A right of one second is good for a moment; then it is not. */
async function untilRefused<T extends { readonly status: number }>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await attempt();
    if (answer.status >= 400) return answer;
    await pause(100);
  }
}
