import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly description: string }>;
}

/** The published description of the API, as the judge of its answers. */
export class WireDocument {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

  private constructor(private readonly document: { readonly paths: Record<string, Record<string, Operation>> }) {
    this.ajv.addSchema(document as object, 'wire');
  }

  static parse(json: string): WireDocument {
    return new WireDocument(JSON.parse(json) as WireDocument['document']);
  }

  /** `METHOD path` of everything described. */
  get operations(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** What is wrong with this answer of the route, by its description. */
  faults(route: string, status: number, body: unknown): string[] {
    const [method, path] = placeOf(route);
    const operation = this.document.paths[path]?.[method];
    if (!operation) return [`${route} is not described.`];
    if (!operation.responses[String(status)]) return [`${route} is not described to answer ${status}.`];
    const validate = this.schema(path, method, status);
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  }

  /** The names of the refusals that the description tells of. */
  refusals(route: string): string[] {
    const [method, path] = placeOf(route);
    const { responses } = this.document.paths[path]![method]!;
    return Object.values(responses).flatMap(({ description }) =>
      [...description.matchAll(/^\d+ ([\w.-]+):/gm)].map(([, name]) => name!),
    );
  }

  private schema(path: string, method: string, status: number): ValidateFunction {
    const pointer = ['paths', path, method, 'responses', String(status), 'content', 'application/json', 'schema']
      .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/');
    return this.ajv.getSchema(`wire#/${encodeURI(pointer)}`)!;
  }
}

/** Where a route stands in the document, which knows no slash at the end. */
function placeOf(route: string): [method: string, path: string] {
  const [method = '', path = ''] = route.split(' ');
  return [method.toLowerCase(), path.replace(/\/$/, '')];
}
