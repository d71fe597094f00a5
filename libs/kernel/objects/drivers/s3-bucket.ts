import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import type { Config } from '#kernel/config';
import { StoreUnusable } from '../store-unusable.js';

type Sdk = typeof import('@aws-sdk/client-s3');

interface Loaded {
  readonly sdk: Sdk;
  readonly client: S3Client;
  /** Signs addresses that browsers follow. */
  readonly signer: S3Client;
}

/** Only what the SDK says of failures that are thrown anyway. */
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The bucket of the settings, and the SDK, which is loaded when it is first needed. */
export class S3Bucket {
  readonly name: string;
  private loading?: Promise<Loaded>;
  private isKnown = false;

  constructor(private readonly config: Config) {
    this.name = config.s3Bucket ?? 'paopao';
  }

  get place(): string {
    return `bucket "${this.name}" of ${this.config.s3Endpoint ?? `Amazon S3 (${this.config.s3Region})`}`;
  }

  /** What fails is thrown as an error that says what to do about it, where that is known. */
  async use<T>(work: (loaded: Loaded) => Promise<T>): Promise<T> {
    const loaded = await (this.loading ??= this.load());
    try {
      return await work(loaded);
    } catch (error) {
      throw this.explained(error as SdkError);
    }
  }

  /** An answer to HEAD has no body, so that a bucket that is missing looks like an object that is. */
  async check(): Promise<void> {
    if (this.isKnown) return;
    await this.use(({ sdk, client }) => client.send(new sdk.HeadBucketCommand({ Bucket: this.name }))).catch(
      (error: SdkError) => {
        throw statusOf(error) === 404 ? this.missing(error) : error;
      },
    );
    this.isKnown = true;
  }

  async close(): Promise<void> {
    const loaded = await this.loading;
    for (const client of loaded ? [loaded.client, loaded.signer] : []) client.destroy();
  }

  private async load(): Promise<Loaded> {
    const sdk = await import('@aws-sdk/client-s3');
    const { s3Endpoint, s3PublicEndpoint } = this.config;
    const client = new sdk.S3Client(this.settings(s3Endpoint));
    addContentMd5(client, await import('node:crypto'));
    return { sdk, client, signer: new sdk.S3Client(this.settings(s3PublicEndpoint ?? s3Endpoint)) };
  }

  private settings(endpoint: string | undefined): S3ClientConfig {
    const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey, s3Region, s3PathStyle } = this.config;
    const agent = { keepAlive: true, maxSockets: 1000 };
    return {
      ...(endpoint && { endpoint }),
      ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
      region: s3Region,
      forcePathStyle: s3PathStyle && endpoint !== undefined,
      // Other stores than Amazon's know neither the checksums at the end of a body nor those of answers.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      expectContinueHeader: false, // it costs a connection of its own for each object
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000, httpAgent: agent, httpsAgent: agent },
      logger: silent,
    };
  }

  private explained(error: SdkError): Error {
    const { name } = error;
    if (name === 'NoSuchBucket') return this.missing(error);
    if (error instanceof StoreUnusable) return error;
    if (refusals.has(name) || [401, 403].includes(statusOf(error) ?? 0)) {
      const what = 'S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, what that key may do, and the clock of this machine';
      return new StoreUnusable(`The S3 store refuses us ${this.place} (${name}): look at ${what}.`, { cause: error });
    }
    if (elsewhere.has(name) || statusOf(error) === 301)
      return new StoreUnusable(`The ${this.place} is of another region than S3_REGION (${name}).`, { cause: error });
    if (statusOf(error) !== undefined) return error;
    return new StoreUnusable(`The S3 store does not answer: ${this.place} (${error.message}).`, { cause: error });
  }

  private missing(cause: Error): StoreUnusable {
    const text = `The S3 store has no ${this.place}: make it, or name another one by S3_BUCKET.`;
    return new StoreUnusable(text, { cause });
  }
}

export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export const statusOf = (error: unknown): number | undefined => {
  const { $metadata, cause } = error as SdkError;
  return $metadata?.httpStatusCode ?? (cause as SdkError | undefined)?.$metadata?.httpStatusCode;
};

/** Worth another attempt: the store, or the way to it, had a bad moment. */
export function mayPass(error: unknown): boolean {
  const status = statusOf(error) ?? 503;
  return status >= 500 || status === 429;
}

const refusals: ReadonlySet<string> = new Set([
  'AccessDenied',
  'CredentialsProviderError',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);
const elsewhere: ReadonlySet<string> = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed']);

/** DeleteObjects has to carry a checksum; this one every store knows, older ones no other. */
function addContentMd5(client: S3Client, { createHash }: typeof import('node:crypto')): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (step) => {
        const request = step.request as { readonly headers: Record<string, string>; readonly body?: unknown };
        if (commandName === 'DeleteObjectsCommand' && typeof request.body === 'string')
          request.headers['content-md5'] = createHash('md5').update(request.body).digest('base64');
        return next(step);
      },
    { step: 'build', name: 'contentMd5', priority: 'low' },
  );
}

function nothing(): void {}
