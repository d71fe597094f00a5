import { Module } from '@nestjs/common';
import { CommunityFigures } from './community-figures.js';
import { CommunityFiguresQueries } from './community-figures.queries.js';

@Module({ providers: [CommunityFigures, CommunityFiguresQueries], exports: [CommunityFigures] })
export class CommunitySiteModule {}
