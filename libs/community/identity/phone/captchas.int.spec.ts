import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../../test/support/use-community.js';
import { CaptchasService } from './captchas.service.js';
import { CodeProofs } from './code-proofs.js';

/** Remembers what a person would read in the picture. */
@Injectable()
class ReadableProofs extends CodeProofs {
  readonly codes = new Map<string, string>();
  override make(of: string, code: string): Buffer {
    if (!this.codes.has(of)) this.codes.set(of, code);
    return super.make(of, code);
  }
}

describe('the picture of digits', () => {
  const community = useCommunity((builder) => builder.overrideProvider(CodeProofs).useClass(ReadableProofs));
  const inside = async <T>(work: () => Promise<T>, of = community): Promise<T> => {
    const tenant = await of.app.get(TenantDirectory).findByHost(of.host);
    return tenantScope.run(tenant!, work);
  };
  const sql = (text: string, values: unknown[] = []) =>
    inside(() => community.app.get(TenantDatabase).query(text, values));
  const digitsOf = (id: string) => (community.app.get(CodeProofs) as ReadableProofs).codes.get(id)!;
  const draw = async () => (await community.guest.get('/v1/captcha')) as { id: string; b64s: string };
  const solve = (id: string, digits: string, of = community) =>
    inside(() => community.app.get(CaptchasService).solve(id, digits), of);
  const wrong = { code: 'member.captcha-wrong', status: 400 };
  const other = (digits: string) => String((Number(digits) + 1) % 1_000_000).padStart(6, '0');

  it('is a PNG of 160 by 64, new each time, and says its digits nowhere else', async () => {
    const answer = await community.guest.request('GET', '/v1/captcha');
    const { id, b64s } = (JSON.parse(answer.body) as { data: { id: string; b64s: string } }).data;
    expect(Object.keys(JSON.parse(answer.body) as object)).toEqual(['code', 'msg', 'data']);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const [, base64] = /^data:image\/png;base64,([A-Za-z0-9+/=]+)$/.exec(b64s)!;
    const picture = Buffer.from(base64!, 'base64');
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 160, height: 64 });
    expect(digitsOf(id)).toMatch(/^\d{6}$/);
    expect(answer.body + JSON.stringify(answer.headers) + picture.toString('latin1')).not.toContain(digitsOf(id));
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await draw()).id).not.toBe(id);
  });

  it('is solved once', async () => {
    const { id } = await draw();
    await expect(solve(id, digitsOf(id))).resolves.toBeUndefined();
    await expect(solve(id, digitsOf(id))).rejects.toMatchObject(wrong);
  });

  it('is used up by a wrong answer', async () => {
    const { id } = await draw();
    await expect(solve(id, other(digitsOf(id)))).rejects.toMatchObject(wrong);
    await expect(solve(id, digitsOf(id))).rejects.toMatchObject(wrong);
  });

  it('gives one of twenty who try at once a chance, right or wrong', async () => {
    const [right, guessed] = [await draw(), await draw()];
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => solve(right.id, digitsOf(right.id))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const guesses = Array.from({ length: 20 }, (_, index) => solve(guessed.id, String(100_000 + index)));
    for (const guess of await Promise.allSettled(guesses)) expect(guess.status).toBe('rejected');
    await expect(solve(guessed.id, digitsOf(guessed.id))).rejects.toMatchObject(wrong);
  });

  it('is good for five minutes', async () => {
    const { id } = await draw();
    const age = (seconds: number) =>
      sql(`update access_code set expires_at = expires_at - make_interval(secs => $1) where purpose = 'captcha'`, [
        seconds,
      ]);
    await age(290);
    await expect(solve(id, digitsOf(id))).resolves.toBeUndefined();
    const late = await draw();
    await age(301);
    await expect(solve(late.id, digitsOf(late.id))).rejects.toMatchObject(wrong);
  });

  it.each(['', 'nothing', 'f'.repeat(32), 'x'.repeat(100_000), "' or true --"])(
    'is none under the id %j',
    async (id) => {
      await expect(solve(id, '123456')).rejects.toMatchObject(wrong);
    },
  );

  it('is none in another community', async () => {
    const neighbour = await community.neighbour();
    const { id } = await draw();
    await expect(solve(id, digitsOf(id), neighbour)).rejects.toMatchObject(wrong);
    await expect(solve(id, digitsOf(id))).resolves.toBeUndefined();
  });

  it('cannot be read off a copy of the database', async () => {
    const { id } = await draw();
    const [row] = await sql(`select hash, answer, subject from access_code where purpose = 'captcha' order by id desc`);
    const sha = (text: string) => createHash('sha256').update(text).digest();
    expect(row!['hash']).toEqual(sha(id));
    const guesses = [digitsOf(id), `${id}:${digitsOf(id)}`, `${digitsOf(id)}${id}`].map(sha);
    for (const guess of guesses) expect(guess.equals(row!['answer'] as Buffer)).toBe(false);
    expect(row!['answer']).toHaveLength(32);
  });
});
