import { Controller, Delete, Get, HttpCode, Param, Patch, type PipeTransform, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiListQuery,
  type CursorList,
  cursorList,
  InvalidRequest,
  type Query as QueryValues,
  stretchOf,
  ValidBody,
} from '#kernel/http';
import { Audited } from '#platform/audit';
import { CurrentOperator, Operator, type OperatorAccount } from '#platform/operators';
import { DeliveriesService } from './deliveries.service.js';
import {
  ChangeWebhookDto,
  DeliveryListView,
  type DeliveryState,
  deliveryStates,
  DeliveryView,
  NewWebhookDto,
  RotateSecretDto,
  WebhookListView,
  WebhookSecretView,
  WebhookView,
} from './webhooks.dto.js';
import { DeliveryNotFound, WebhookNotFound } from './webhooks.errors.js';
import { WebhooksService } from './webhooks.service.js';

const idPipe = (Missing: new () => Error): PipeTransform<string, number> => ({
  transform: (text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new Missing(); // what is no id is nobody's
    return Number(text);
  },
});
const WebhookId = (): ParameterDecorator => Param('id', idPipe(WebhookNotFound));
const DeliveryId = (): ParameterDecorator => Param('delivery', idPipe(DeliveryNotFound));
const IdParam = () => ApiParam({ name: 'id', type: Number, description: 'Id of the webhook.', example: 5 });

@Audited()
@ApiTags('webhooks')
@Controller('platform/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Get()
  @Operator('read')
  @ApiOperation({ summary: 'Who is told what happens to communities, newest first' })
  @ApiListQuery()
  @ApiAnswer(200, WebhookListView, 400)
  async list(@Query() query: QueryValues): Promise<CursorList<WebhookView>> {
    const stretch = stretchOf(query);
    return cursorList(await this.webhooks.list(stretch), stretch, (webhook) => webhook);
  }

  @Post()
  @Operator('admin', 'webhook.create')
  @ApiOperation({ summary: 'Tell somebody. The secret that messages are signed with is shown in this answer only' })
  @ApiAnswer(201, WebhookSecretView, 400, 409, 422)
  async add(
    @CurrentOperator() operator: OperatorAccount,
    @ValidBody() body: NewWebhookDto,
  ): Promise<WebhookSecretView> {
    return this.webhooks.add(operator, body.url, body.events ?? undefined);
  }

  @Get(':id')
  @Operator('read')
  @IdParam()
  @ApiOperation({ summary: 'One of them' })
  @ApiAnswer(200, WebhookView, 404)
  async show(@WebhookId() id: number): Promise<WebhookView> {
    return this.webhooks.get(id);
  }

  @Patch(':id')
  @Operator('admin', 'webhook.change')
  @IdParam()
  @ApiOperation({ summary: 'Another address, other events, on or off' })
  @ApiBody({ type: ChangeWebhookDto })
  @ApiAnswer(200, WebhookView, 400, 404, 422)
  async change(
    @CurrentOperator() operator: OperatorAccount,
    @WebhookId() id: number,
    @ValidBody() body: ChangeWebhookDto,
  ): Promise<WebhookView> {
    return this.webhooks.change(operator, id, body);
  }

  @Delete(':id')
  @Operator('admin', 'webhook.delete')
  @IdParam()
  @ApiOperation({ summary: 'Tell it nothing any more, and forget what was told. Answers what it was' })
  @ApiAnswer(200, WebhookView, 404)
  async remove(@CurrentOperator() operator: OperatorAccount, @WebhookId() id: number): Promise<WebhookView> {
    return this.webhooks.remove(operator, id);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Operator('admin', 'webhook.rotate')
  @IdParam()
  @ApiOperation({ summary: 'A new secret, shown in this answer only; the old one stays good for some hours' })
  @ApiBody({ type: RotateSecretDto, required: false })
  @ApiAnswer(200, WebhookSecretView, 400, 404)
  async rotate(
    @CurrentOperator() operator: OperatorAccount,
    @WebhookId() id: number,
    @ValidBody() body: RotateSecretDto,
  ): Promise<WebhookSecretView> {
    return this.webhooks.rotate(operator, id, body.overlap_hours ?? undefined);
  }

  @Post(':id/test')
  @HttpCode(202)
  @Operator('support', 'webhook.test')
  @IdParam()
  @ApiOperation({ summary: 'Send it a message of the type `webhook.test`' })
  @ApiAnswer(202, DeliveryView, 404, 409)
  async test(@CurrentOperator() operator: OperatorAccount, @WebhookId() id: number): Promise<DeliveryView> {
    return this.deliveries.test(operator, id);
  }

  @Get(':id/deliveries')
  @Operator('read')
  @IdParam()
  @ApiOperation({ summary: 'What was sent to it or is going to be, newest first; kept for 30 days' })
  @ApiQuery({ name: 'state', enum: deliveryStates, required: false })
  @ApiListQuery()
  @ApiAnswer(200, DeliveryListView, 400, 404)
  async listDeliveries(@WebhookId() id: number, @Query() query: QueryValues): Promise<CursorList<DeliveryView>> {
    return this.deliveries.list(id, stateOf(query['state']), stretchOf(query));
  }

  @Post(':id/deliveries/:delivery/redeliver')
  @HttpCode(202)
  @Operator('support', 'webhook.redeliver')
  @IdParam()
  @ApiParam({ name: 'delivery', type: Number, description: 'Id of the delivery.', example: 711 })
  @ApiOperation({ summary: 'Send the same message once more, whatever became of it' })
  @ApiAnswer(202, DeliveryView, 404, 409)
  async redeliver(
    @CurrentOperator() operator: OperatorAccount,
    @WebhookId() id: number,
    @DeliveryId() delivery: number,
  ): Promise<DeliveryView> {
    return this.deliveries.redeliver(operator, id, delivery);
  }
}

function stateOf(value: unknown): DeliveryState | null {
  if (value === undefined || value === '') return null;
  const state = deliveryStates.find((one) => one === value);
  if (!state) throw new InvalidRequest([`state must be one of ${deliveryStates.join(', ')}`]);
  return state;
}
