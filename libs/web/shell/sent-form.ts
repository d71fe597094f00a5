import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { letPass, patiently, refuseUnstorableText } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { FormParts, type FormText } from './form-parts.js';
import { tokenField, tokenHeader } from './form-tokens.js';
import { isSurelyOurs } from './same-site.js';

/** A form that was refused, as far as it may be shown again. */
export interface SentTexts {
  /** As it came; nobody has said that it is right. */
  readonly token: unknown;
  /** Everything but its token and files, in its order. */
  readonly fields: readonly FormText[];
  readonly hasFiles: boolean;
}

const nothing: readonly FormText[] = [];
const mostFields = 100;
/** Characters; the longest text of an owner has 20,000. */
const mostText = 64 * 1024;
/** Bytes of a form that nobody has read: each character may be nine of them. */
const mostRead = 256 * 1024;
const patience = 5_000;

/** A form with one of these holds something that is shown to nobody, so that none of it is. */
const secrets = /passw|^again$|captcha|^code$/i;

/**
 * What somebody has typed into a form that is refused, so that it is not lost. Only of forms that a browser says to come
 * from a page of ours: no page elsewhere can put words into somebody's mouth.
 */
@Injectable()
export class SentForm {
  constructor(private readonly parts: FormParts) {}

  /** Null: nothing of it may be shown. */
  async of(request: FastifyRequest): Promise<SentTexts | null> {
    if (request.method !== 'POST' || !isSurelyOurs(request, tenantScope.current())) return null;
    const { texts, hasFiles } = await this.heard(request).catch(() => ({ texts: nothing, hasFiles: false }));
    const token = texts.find(([name]) => name === tokenField)?.[1] ?? request.headers[tokenHeader];
    const fields = texts.filter(([name]) => name !== tokenField);
    return { token, fields: mayBeShown(fields) ? fields : nothing, hasFiles };
  }

  private async heard(request: FastifyRequest): Promise<{ texts: readonly FormText[]; hasFiles: boolean }> {
    const { body, raw } = request;
    if (isFields(body)) return { texts: textsIn(body), hasFiles: false };
    const heard = await this.parts.textsOf(request);
    if (heard || request.isMultipart()) return heard ?? { texts: nothing, hasFiles: false };
    return raw.readableDidRead || raw.readableEnded ? { texts: nothing, hasFiles: false } : unread(request);
  }
}

/** And no list, nor what stands for a body that could not be read. */
function isFields(body: unknown): body is Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return false;
  const kind = Object.getPrototypeOf(body) as object | null;
  return kind === null || Object.getPrototypeOf(kind) === null;
}

const textsIn = (body: Record<string, unknown>): FormText[] =>
  Object.entries(body).flatMap(([name, given]) =>
    [given]
      .flat()
      .filter((value): value is string => typeof value === 'string')
      .map((value): FormText => [name, value.replaceAll('\r\n', '\n')]),
  );

function mayBeShown(fields: readonly FormText[]): boolean {
  const length = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (fields.length > mostFields || length > mostText) return false;
  if (fields.some(([name, value]) => value !== '' && secrets.test(name))) return false;
  try {
    refuseUnstorableText(fields);
    return true;
  } catch {
    return false;
  }
}

/** Of a form that was refused before anybody read it: where a community can only be read. Not of one with files. */
async function unread(request: FastifyRequest): Promise<{ texts: FormText[]; hasFiles: boolean }> {
  const { raw, headers } = request;
  const type = headers['content-type'] ?? '';
  const chunks: Buffer[] = [];
  let length = 0;
  const source = raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of patiently(source, patience, () => raw.destroy())) {
    chunks.push(chunk);
    if ((length += chunk.length) > mostRead) break;
  }
  if (!raw.readableEnded) letPass(raw, mostRead);
  if (length > mostRead) return { texts: [], hasFiles: false };
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  return {
    texts: texts.map(([name, value]): FormText => [name, value.replaceAll('\r\n', '\n')]),
    hasFiles: [...form.values()].some((value) => typeof value !== 'string' && value.size > 0),
  };
}
