/** Nobody was called: the address does not lead where this system calls. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
}

export type OutboundFailure = 'timeout' | 'unreachable' | 'unknown-host' | 'certificate' | 'too-large' | 'not-http';

/** There was no whole answer. The message holds nothing that was sent. */
export class OutboundFailed extends Error {
  override readonly name = 'OutboundFailed';

  constructor(readonly reason: OutboundFailure) {
    super(meanings[reason]);
  }
}

const meanings: Record<OutboundFailure, string> = {
  timeout: 'There was no whole answer in time.',
  unreachable: 'No connection could be made, or it was cut.',
  'unknown-host': 'The name of the host leads to no address.',
  certificate: 'The certificate of the host is not valid for it.',
  'too-large': 'The answer is larger than is read.',
  'not-http': 'What answers does not speak HTTP.',
};
