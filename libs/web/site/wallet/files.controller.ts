import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, looseIdFrom, type Query as GivenQuery } from '#kernel/http';
import { Active, CurrentMember, type Member, SignedIn } from '#community/identity';
import { MembersService } from '#community/members';
import { WalletAvailability } from '#community/site';
import { AttachmentsService, type OfferedFile } from '#community/wallet';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { filePath } from '#web/ui';
import { FilePage } from './file.page.js';
import { walletTexts } from './wallet.texts.js';

interface Asked {
  readonly blockId: number;
  readonly file: OfferedFile;
}

/** The files that a post offers for saving. Nothing is bought but by the button that names the price. */
@Controller('post/:id/files/:block')
export class FilesController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly members: MembersService,
    private readonly wallet: WalletAvailability,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async show(
    @Param() params: GivenQuery,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(request, reply, await this.find(member, params), blank);
  }

  @Get('download')
  @Active()
  async download(
    @Param() params: GivenQuery,
    @CurrentMember() member: Member,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blockId, file } = await this.find(member, params);
    if (!file.isOpen) return this.pages.redirect(reply, filePath(file.postId, blockId));
    const address = await this.attachments.open(member, blockId);
    void reply.header('cache-control', 'no-store').redirect(address, 303); // which may be the store's own
  }

  @Post()
  @Active()
  async buy(
    @Param() params: GivenQuery,
    @Body() body: unknown,
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.find(member, params);
    const { blockId, file } = asked;
    const visit = this.pages.visit(request);
    if (!file.isOpen && valuesOf(body)['price'] !== String(file.price)) {
      const errors = { '': walletTexts[visit.reader.locale].changed };
      return this.send(request, reply, asked, { values: {}, errors });
    }
    try {
      await this.attachments.open(member, blockId);
    } catch (error) {
      const errors = errorsOf(error, visit, { 'attachment.balance': '' });
      return this.send(request, reply, asked, { values: {}, errors });
    }
    this.pages.redirect(reply, filePath(file.postId, blockId), file.isOpen ? 'done' : 'bought');
  }

  private async find(member: Member, params: GivenQuery): Promise<Asked> {
    const blockId = looseIdFrom(params, 'block');
    const file = await this.attachments.look(member, blockId).catch(asMissing);
    if (file.postId !== looseIdFrom(params, 'id')) throw new AppError('attachment.invalid');
    return { blockId, file };
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { blockId, file }: Asked,
    state: FormState,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const [{ balance }, isSelling] = await Promise.all([this.members.getOwn(visit.viewer!), this.wallet.isOn()]);
    const say = walletTexts[visit.reader.locale];
    const model = { visit, say, state, blockId, file, balance, isSelling };
    this.pages.send(reply, FilePage(model), { status: state === blank ? 200 : 422 });
  }
}

/** What is kept from a member looks to them as if it never was. */
const asMissing = (error: unknown): never => {
  throw error instanceof AppError && error.code === 'member.forbidden' ? new AppError('attachment.invalid') : error;
};
