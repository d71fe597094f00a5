import { Controller, Delete, Get, HttpCode, Param, type PipeTransform, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { taskClasses, taskStates } from '#kernel/jobs';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { DeadJobs } from './dead-jobs.service.js';
import { deadJobFilterOf, jobFilterOf } from './job-filter.js';
import { DeadJobListView, DeadJobView, JobsView, RetriedJobsView, RetryJobsDto } from './jobs.dto.js';
import { JobNotFound } from './jobs.errors.js';
import { JobsService } from './jobs.service.js';

const idPipe: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new JobNotFound(); // what is no id is no task's
    return Number(text);
  },
};
const JobId = (): ParameterDecorator => Param('id', idPipe);
const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the task.', example: 1042 });
const TenantQuery = () =>
  ApiQuery({ name: 'tenant', type: Number, required: false, description: 'Id of a community.' });
const ClassQuery = () => ApiQuery({ name: 'class', enum: taskClasses, required: false });

@Audited()
@ApiTags('jobs')
@Controller('platform/v1/jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly dead: DeadJobs,
  ) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'What there is to do, for whom and since when, and who does it' })
  @TenantQuery()
  @ClassQuery()
  @ApiQuery({ name: 'state', enum: taskStates, required: false })
  @ApiAnswer(200, JobsView, 400, 404)
  async read(@Query() query: QueryValues): Promise<JobsView> {
    return this.jobs.read(jobFilterOf(query));
  }

  @Get('dead')
  @Operator('read')
  @ApiOperation({ summary: 'Tasks that were given up, newest first' })
  @TenantQuery()
  @ClassQuery()
  @ApiQuery({ name: 'kind', type: String, required: false, example: 'search.reindex-post' })
  @ApiListQuery()
  @ApiAnswer(200, DeadJobListView, 400, 404)
  async listDead(@Query() query: QueryValues): Promise<CursorList<DeadJobView>> {
    return this.dead.list(deadJobFilterOf(query), stretchOf(query));
  }

  @Post('dead/retry')
  @HttpCode(200)
  @Operator('support', 'job.retry-many')
  @ApiOperation({ summary: 'Try many of them again: after an outage' })
  @ApiBody({ type: RetryJobsDto, required: false })
  @ApiAnswer(200, RetriedJobsView, 400, 404)
  async retryMany(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() body: RetryJobsDto,
  ): Promise<RetriedJobsView> {
    return this.dead.retryMany(operator, body);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Operator('support', 'job.retry')
  @IdParam()
  @ApiOperation({ summary: 'Try one again: ready at once, its attempts counted from 0. Answers what it was' })
  @ApiAnswer(200, DeadJobView, 404, 409)
  async retry(@CurrentOperator() operator: OperatorAccount, @JobId() id: number): Promise<DeadJobView> {
    return this.dead.retry(operator, id);
  }

  @Delete(':id')
  @Operator('admin', 'job.drop')
  @IdParam()
  @ApiOperation({ summary: 'Drop one for good: what it was for is not done. Answers what it was' })
  @ApiAnswer(200, DeadJobView, 404, 409)
  async drop(@CurrentOperator() operator: OperatorAccount, @JobId() id: number): Promise<DeadJobView> {
    return this.dead.drop(operator, id);
  }
}
