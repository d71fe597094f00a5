import { Injectable } from '@nestjs/common';
import { On } from '#kernel/jobs';
import { TopicsCounted } from '#community/topics';
import { SearchIndexingService } from './search-indexing.service.js';
import { indexTasks } from './search-tasks.js';

@Injectable()
export class IndexTopics {
  constructor(private readonly indexing: SearchIndexingService) {}

  @On(TopicsCounted, {
    task: indexTasks.topics.task,
    class: 'index',
    key: ({ topicIds }) => topicIds.join(),
    inBatches: true,
  })
  async handle(counted: readonly TopicsCounted[]): Promise<void> {
    await this.indexing.indexAll('topic', [...new Set(counted.flatMap(({ topicIds }) => topicIds))]);
  }
}
