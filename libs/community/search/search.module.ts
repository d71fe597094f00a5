import { Module } from '@nestjs/common';
import { PostSearchService } from './post-search.service.js';

@Module({ providers: [PostSearchService], exports: [PostSearchService] })
export class SearchModule {}
