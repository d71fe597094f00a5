import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '#kernel/http';
import { mailAddress } from '#kernel/mail';
import { OwnersService } from '#platform/owners';
import { blank, type FormState, valuesOf } from '#web/shell';
import { ApexPages } from './apex-pages.js';
import { errorsOf } from './form-errors.js';
import { FindPage, SentPage } from './find.page.js';

/** For owners who have forgotten where their communities are. */
@Controller('platform/apex/find')
export class FindController {
  constructor(
    private readonly pages: ApexPages,
    private readonly owners: OwnersService,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send(request, reply, blank);
  }

  @Post()
  async find(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { email = '' } = valuesOf(body);
    const visit = this.pages.visit(request);
    const to = mailAddress(email);
    const refuse = (errors: FormState['errors']) => this.send(request, reply, { values: { email }, errors }, 422);
    if (to === null) return refuse({ email: visit.say.find.wrong });
    try {
      await this.owners.requestListOf(to, visit.reader.locale, networkOf(request.ip));
    } catch (error) {
      return refuse(errorsOf(error, visit));
    }
    this.pages.send(reply, SentPage({ visit, email: to }), { secret: true });
  }

  private send(request: FastifyRequest, reply: FastifyReply, state: FormState, status = 200): void {
    const [visit, token] = [this.pages.visit(request), this.pages.tokenFor(request, reply)];
    this.pages.send(reply, FindPage({ visit, token, state }), { status });
  }
}
