import { type OpenAPIObject } from '@nestjs/swagger';
import { type WireErrorName, wireCodes } from './wire-codes.js';
import { PagerView, type WireAccess } from './wire-docs.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  'x-answer'?: { data?: string; page?: string; text?: string; refuses: WireErrorName[] };
  'x-access'?: WireAccess;
};
type Schema = Record<string, unknown>;

const everywhere: readonly WireErrorName[] = [
  'internal',
  'request.invalid',
  'request.body-too-large',
  'request.media-type',
  'host.unknown',
  'host.invalid',
  'tenant.unavailable',
  'tenant.read-only',
  'tenant.archived',
  'server.busy',
  'server.stopping',
];
const signedIn: readonly WireErrorName[] = ['auth.token-invalid', 'auth.token-revoked', 'auth.no-account'];
const byAccess: Readonly<Record<WireAccess, readonly WireErrorName[]>> = {
  anyone: ['community.members-only'],
  'signed-in': signedIn,
  unbanned: [...signedIn, 'member.banned'],
  active: [...signedIn, 'member.banned', 'member.phone-required'],
  administrator: [...signedIn, 'member.not-administrator'],
};

/**
 * The document that Nest made of the controllers, with each answer in its envelope and each refusal under its HTTP
 * status. Objects are closed: what an answer has and the document lacks is an error in one of them.
 */
export function describeWire(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const operation = path[method] as Operation | undefined;
      if (operation) describeOperation(operation);
    }
  }
  for (const schema of Object.values(document.components?.schemas ?? {})) close(schema as Schema);
  return document;
}

function describeOperation(operation: Operation): void {
  const { 'x-answer': answer, 'x-access': access } = operation;
  if (!answer) throw new Error(`${operation.operationId} does not say what it answers: it needs @WireAnswer().`);
  const refuses = [...everywhere, ...(access ? byAccess[access] : []), ...answer.refuses];
  const { text } = answer;
  const done = text === undefined ? json('Done.', envelope(answer)) : plain(text);
  operation.responses = { 200: done, ...refusals(refuses) };
  delete operation['x-answer'];
  delete operation['x-access'];
}

function envelope({ data, page }: { data?: string; page?: string }): Schema {
  const pager = `#/components/schemas/${PagerView.name}`;
  const list = { list: { type: 'array', items: { $ref: page } }, pager: { $ref: pager } };
  const shown = page ? object(list) : data && { $ref: data };
  return object({ code: { const: 0 }, msg: { const: 'success' }, ...(shown && { data: shown }) });
}

function refusals(names: readonly WireErrorName[]): Record<string, { description: string }> {
  const byStatus = new Map<number, WireErrorName[]>();
  for (const name of new Set(names)) {
    const { status } = wireCodes[name];
    byStatus.set(status, [...(byStatus.get(status) ?? []), name]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      json(of.map((name) => `${wireCodes[name].code} ${name}: ${wireCodes[name].en}`).join('\n\n'), refusal(of)),
    ]),
  );
}

function refusal(names: readonly WireErrorName[]): Schema {
  const fields = {
    code: { enum: [...new Set(names.map((name) => wireCodes[name].code))] },
    msg: { type: 'string' },
    error: { enum: names },
    details: { type: 'array', items: { type: 'string' } },
    quota: { type: 'string', description: 'Of what a plan limits: which; with `used` and `limit`.' },
    used: { type: 'integer' },
    limit: { type: 'integer' },
  };
  return {
    ...object(fields),
    required: names.includes('request.no-route') ? ['code', 'msg'] : ['code', 'msg', 'error'],
  };
}

const json = (description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});

const plain = (text: string) => ({
  description: 'Done.',
  content: { 'text/plain': { schema: { type: 'string' as const, enum: [text] } } },
});

const object = (properties: Schema): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

function close(schema: Schema): void {
  if (schema['type'] === 'object' && schema['properties']) schema['additionalProperties'] ??= false;
}
