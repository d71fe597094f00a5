import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Log } from '#kernel/logging';

/** Keeps when a host was reached over HTTPS. The platform implements it. */
export abstract class HostWitness {
  abstract noteSecured(host: string): Promise<void>;
}

const tellAgainAfter = 600_000;

/**
 * That hosts have been reached over HTTPS, which shows that they have a certificate: noted now and then, beside the request
 * that shows it. What could not be noted is with the next one.
 */
@Injectable()
export class SecuredHosts {
  private readonly noted = new LRUCache<string, true>({
    maxSize: 50_000,
    sizeCalculation: () => 1,
    ttl: tellAgainAfter,
  });

  constructor(
    private readonly witness: HostWitness,
    private readonly log: Log,
  ) {}

  /** Of a host that is somebody's, and serves. */
  saw(host: string): void {
    if (this.noted.has(host)) return;
    this.noted.set(host, true);
    this.witness.noteSecured(host).catch((error: Error) => {
      this.noted.delete(host);
      this.log.warn('That a host is reached over HTTPS could not be noted.', error);
    });
  }
}
