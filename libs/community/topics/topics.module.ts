import { Module } from '@nestjs/common';
import { TopicCountsService } from './topic-counts.service.js';

@Module({ providers: [TopicCountsService], exports: [TopicCountsService] })
export class TopicsModule {}
