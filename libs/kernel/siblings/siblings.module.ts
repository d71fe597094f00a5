import cluster from 'node:cluster';
import { Global, Module } from '@nestjs/common';
import { Log } from '#kernel/logging';
import { isOfSiblings, type SiblingChannel, type ToSibling } from './sibling-messages.js';
import { Siblings } from './siblings.js';

/** To the process that started this one, and goes on when this one's part in the port has ended. */
const toPrimary: SiblingChannel = {
  send: (message) => {
    if (process.connected) process.send!(message, undefined, undefined, () => undefined); // its end is seen elsewhere
  },
  listen: (hear) =>
    process.on('message', (message: unknown) => {
      if (isOfSiblings(message)) hear(message as ToSibling);
    }),
};

function made(log: Log): Siblings {
  const siblings = new Siblings(log);
  if (cluster.isWorker) siblings.connect(toPrimary);
  return siblings;
}

@Global()
@Module({ providers: [{ provide: Siblings, inject: [Log], useFactory: made }], exports: [Siblings] })
export class SiblingsModule {}
