import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Dispatcher } from './dispatcher.js';
import { InProcessQueue } from './drivers/in-process.queue.js';
import { Handlers } from './handlers.js';
import { Outbox } from './outbox.js';
import { Queue } from './queue.js';
import { TaskExecutor } from './task-executor.js';
import { TaskHints } from './task-hints.js';
import { TasksRepository } from './tasks.repository.js';

/** Every process can add tasks; one that shall run them starts the Dispatcher. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Dispatcher,
    Handlers,
    Outbox,
    { provide: Queue, useClass: InProcessQueue },
    TaskExecutor,
    TaskHints,
    TasksRepository,
  ],
  exports: [Dispatcher, Outbox],
})
export class JobsModule {}
