import { lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction, TcpSocketConnectOpts } from 'node:net';
import { CallableAddresses } from './addresses.js';
import { OutboundFailed, type OutboundFailure, OutboundRefused } from './outbound.errors.js';
import { addressIn, outboundUrl } from './outbound-url.js';

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Whatever its status: a redirect is an answer, too. Nobody follows it. */
export interface OutboundAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export type AddressLookup = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface OutboundOptions {
  /** Networks or addresses that may be called though they are not public. */
  readonly allow?: readonly string[];
  /** Milliseconds from the first question for an address to the last byte of the answer. */
  readonly patience?: number;
  /** So many bytes of an answer are read. */
  readonly mostBytes?: number;
  readonly lookup?: AddressLookup;
}

/**
 * Calls services at addresses that somebody else has chosen, and never one of our own network: what is looked at is the
 * address that a connection is made to, at the moment that it is made, so that a name that leads elsewhere a moment later
 * leads nowhere. Each call has a connection of its own; proxies named by the environment are not asked.
 */
export class Outbound {
  private readonly callable: CallableAddresses;
  private readonly patience: number;
  private readonly mostBytes: number;
  private readonly resolve: AddressLookup;

  constructor({ allow = [], patience = 10_000, mostBytes = 65_536, lookup = systemLookup }: OutboundOptions = {}) {
    this.callable = new CallableAddresses(allow);
    this.patience = patience;
    this.mostBytes = mostBytes;
    this.resolve = lookup;
  }

  /** Throws OutboundRefused for an address that would never be called, whatever its name leads to. */
  check(address: string): URL {
    const url = outboundUrl(address);
    const literal = addressIn(url);
    if (literal !== null && !this.callable.has(literal))
      throw new OutboundRefused('It names an address that is not public.');
    return url;
  }

  /** Throws OutboundRefused or OutboundFailed. */
  async send({ method, url: address, headers = {}, body }: OutboundRequest): Promise<OutboundAnswer> {
    const url = this.check(address);
    const isSecure = url.protocol === 'https:';
    const agent = isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
    const late = AbortSignal.timeout(this.patience);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      agent,
      signal: late,
      lookup: this.lookup,
      headers: { ...headers, ...length, connection: 'close' },
    };
    try {
      return await new Promise<OutboundAnswer>((resolve, reject) => {
        const request = isSecure
          ? httpsRequest(url, { ...options, rejectUnauthorized: true })
          : httpRequest(url, options);
        request.on('error', reject);
        request.on('upgrade', (_answer, socket) => {
          socket.destroy();
          reject(new OutboundFailed('not-http'));
        });
        request.on('response', (answer) => {
          this.read(answer).then((read) => resolve({ status: answer.statusCode!, body: read }), reject);
        });
        request.end(body);
      });
    } catch (error) {
      throw failureOf(error as Error, late.aborted);
    } finally {
      agent.destroy();
    }
  }

  private async read(answer: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > this.mostBytes) throw new OutboundFailed('too-large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** What a socket connects to is what is answered here: all of it has to be allowed. */
  private readonly lookup: LookupFunction = (hostname, options, done) => {
    const { family, hints, all } = options as TcpSocketConnectOpts & LookupAllOptions;
    this.resolve(hostname, { all: true, ...(family && { family }), ...(hints && { hints }) }, (error, addresses) => {
      if (error) return done(error, []);
      if (addresses.length === 0) return done(new OutboundFailed('unknown-host'), []);
      if (!addresses.every(({ address }) => this.callable.has(address)))
        return done(new OutboundRefused('Its name leads to an address that is not public.'), []);
      const [first] = addresses as [LookupAddress];
      return all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

function failureOf(error: Error & { code?: unknown }, isLate: boolean): Error {
  if (error instanceof OutboundRefused || error instanceof OutboundFailed) return error;
  const code = typeof error.code === 'string' ? error.code : '';
  return new OutboundFailed(isLate ? 'timeout' : reasonOf(code));
}

function reasonOf(code: string): OutboundFailure {
  if (/^(ENOTFOUND|ENODATA|EAI_)/.test(code)) return 'unknown-host';
  if (/^HPE_/.test(code)) return 'not-http';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code)) return 'certificate';
  return 'unreachable';
}
