import multipart from '@fastify/multipart';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

/** In place of a body that could not be read: told when it is asked for, so that whoever may not call hears that first. */
export class UnreadableBody {
  constructor(readonly reason: string) {}
}

/** Fields of forms are short. Files go to the one route that takes them, which reads its request itself. */
const limits = { fieldSize: 256 * 1024, fields: 50, files: 1, parts: 60 };

/** JSON, and forms of both kinds where a client sends them. An empty body is none, whatever its type says. */
export function takeBodies(adapter: FastifyAdapter, bodyLimit: number): void {
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const parse = fastify.getDefaultJsonParser('error', 'error');
  adapter.useBodyParser('application/json', false, { bodyLimit }, (request, body, done) => {
    const text = body.toString('utf8');
    if (text.trim() === '') return done(null, undefined);
    void parse(request as unknown as FastifyRequest, text, (error, parsed) =>
      done(null, error ? new UnreadableBody('The body must be JSON.') : parsed),
    );
  });
  void fastify.register(multipart, { limits });
  fastify.addContentTypeParser('application/offset+octet-stream', (request, _body, done) =>
    done(isForFile(request) ? null : new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(), undefined),
  );
}

/** Marks, by `@RouteConfig(takesFile)`, the routes that read their requests themselves, as streams. */
export const takesFile = { takesFile: true } as const;
const isForFile = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as Partial<typeof takesFile>).takesFile === true;

/** Makes the fields of a form its body; never fails, because who may not call shall hear that first. */
export async function takeForm(request: FastifyRequest): Promise<void> {
  if (isForFile(request)) return;
  try {
    request.body = await fieldsOf(request);
  } catch {
    request.body = new UnreadableBody('The form could not be read.');
  }
}

async function fieldsOf(request: FastifyRequest): Promise<Record<string, unknown> | UnreadableBody> {
  const fields: Record<string, unknown> = {};
  let files = 0;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      files += 1;
      part.file.resume();
    } else fields[part.fieldname] = part.value;
  }
  return files ? new UnreadableBody('This route takes no files.') : fields;
}
