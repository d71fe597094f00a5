import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { IdField } from '#kernel/http';
import type { OwnSession } from './sessions.repository.js';

export class SessionDto {
  @IdField() id!: Id;
}

export class SessionView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: 'integer', enum: [0, 1], description: '1: the one that asks.' }) current!: 0 | 1;
  @ApiProperty({ type: String, description: 'Where it was begun; empty where that is not known.' }) ip!: string;
  @ApiProperty({ type: String, description: 'What it was begun with.' }) user_agent!: string;
  @ApiProperty({ type: 'integer', description: 'Unix seconds.' }) created_on!: number;
  @ApiProperty({ type: 'integer', description: 'Unix seconds, to the minute.' }) last_seen_on!: number;
  @ApiProperty({ type: 'integer', description: 'Unix seconds.' }) expires_on!: number;
}

export class SessionsView {
  @ApiProperty({ type: () => SessionView, isArray: true }) list!: SessionView[];
}

export const sessionView = (session: OwnSession, currentId: Id): SessionView => ({
  id: session.id,
  current: session.id === currentId ? 1 : 0,
  ip: session.ip,
  user_agent: session.userAgent,
  created_on: seconds(session.createdAt),
  last_seen_on: seconds(session.lastSeenAt),
  expires_on: seconds(session.expiresAt),
});

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);
