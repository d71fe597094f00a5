import { Controller, Delete, Get, HttpCode, Param, type PipeTransform, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { TenantId } from '#platform/tenants';
import { accessView, AskSupportDto, SupportAccessView, SupportLinkView, SupportListView } from './support.dto.js';
import { SupportNotFound } from './support.errors.js';
import { SupportService } from './support.service.js';

const accessPipe: PipeTransform<string, number> = {
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new SupportNotFound();
    return Number(text);
  },
};
const AccessId = (): ParameterDecorator => Param('access', accessPipe);
const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the community.', example: 3 });
const AccessParam = () => ApiParam({ name: 'access', type: Number, description: 'Id of the access.', example: 12 });

/** Looking at a community with the consent of its administrators. */
@Audited()
@ApiTags('support')
@Controller('platform/v1/tenants/:id/support')
export class SupportController {
  constructor(private readonly support: SupportService) {}

  @Get()
  @Operator('support')
  @IdParam()
  @ApiOperation({ summary: 'Who of support looked at a community, or has asked to, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, SupportListView, 400, 404)
  async list(@TenantId() id: number, @Query() query: QueryValues): Promise<CursorList<SupportAccessView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.support.list(id, stretch), stretch, accessView);
  }

  @Post()
  @Operator('support', 'support.ask')
  @IdParam()
  @ApiOperation({
    summary: 'Ask its administrators for leave to look',
    description: 'They answer on their pages, within 7 days. Nothing opens before.',
  })
  @ApiBody({ type: AskSupportDto })
  @ApiAnswer(201, SupportAccessView, 400, 404, 409)
  async ask(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @ValidBody() body: AskSupportDto,
  ): Promise<SupportAccessView> {
    return accessView(await this.support.ask(operator, id, body));
  }

  @Delete(':access')
  @Operator('support', 'support.end')
  @IdParam()
  @AccessParam()
  @ApiOperation({ summary: 'End it, or take the question back. Again it changes nothing' })
  @ApiAnswer(200, SupportAccessView, 404)
  async end(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @AccessId() access: number,
  ): Promise<SupportAccessView> {
    return accessView(await this.support.end(operator, id, access));
  }

  @Post(':access/link')
  @HttpCode(200)
  @Operator('support', 'support.link')
  @IdParam()
  @AccessParam()
  @ApiOperation({
    summary: 'The way in, for who has asked, once they are let',
    description: 'Good for one use and five minutes. What it leads to can only be read.',
  })
  @ApiAnswer(200, SupportLinkView, 404, 409)
  async link(
    @CurrentOperator() operator: OperatorAccount,
    @TenantId() id: number,
    @AccessId() access: number,
  ): Promise<SupportLinkView> {
    const { url, until } = await this.support.link(operator, id, access);
    return { url, expires_at: until };
  }
}
