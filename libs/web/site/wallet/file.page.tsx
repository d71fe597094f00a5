import type { JSX } from 'preact';
import type { OfferedFile } from '#community/wallet';
import { type FormState, type ReadingVisit, SiteLayout } from '#web/shell';
import { Back, filePath, Form, Icon, postPath, spokenPrice } from '#web/ui';
import type { WalletTexts } from './wallet.texts.js';

export interface FileModel {
  readonly visit: ReadingVisit;
  readonly say: WalletTexts;
  readonly state: FormState;
  readonly blockId: number;
  readonly file: OfferedFile;
  /** Cents. */
  readonly balance: number;
  /** Whether anything is sold here. */
  readonly isSelling: boolean;
}

export function FilePage(model: FileModel): JSX.Element {
  const { visit, say, file } = model;
  const { community, reader } = visit;
  return (
    <SiteLayout visit={visit} meta={{ title: `${say.fileTitle} · ${community}`, description: say.fileTitle }}>
      <header class="head">
        <Back href={postPath(file.postId)} reader={reader} />
        <h1>{say.fileTitle}</h1>
      </header>
      <div class="offer">
        <div class="linked">
          <Icon name="file" />
          <span>
            <b>{say.fileTitle}</b>
            <span class="muted small">{say.file(file.contentType, spokenSize(file.size, reader.locale))}</span>
          </span>
        </div>
        {file.isOpen ? <Open {...model} /> : <Offer {...model} />}
      </div>
    </SiteLayout>
  );
}

const Open = ({ say, file, blockId }: FileModel): JSX.Element => (
  <>
    <p>{file.price > 0 ? say.yours : say.free}</p>
    <p class="actions">
      <a class="button" href={`${filePath(file.postId, blockId)}/download`}>
        <Icon name="down" />
        {say.download}
      </a>
      <a class="button quiet" href={postPath(file.postId)}>
        {say.toPost}
      </a>
    </p>
  </>
);

function Offer({ visit, say, state, blockId, file, balance, isSelling }: FileModel): JSX.Element {
  const { reader, formToken } = visit;
  const spoken = (cents: number): string => spokenPrice(cents, reader.locale);
  const left = balance - file.price;
  return (
    <>
      <dl class="sums">
        <dt>{say.price}</dt>
        <dd>{spoken(file.price)}</dd>
        <dt>{say.balance}</dt>
        <dd>{spoken(balance)}</dd>
        <dt>{left < 0 ? say.missing : say.left}</dt>
        <dd class={left < 0 ? 'too-little' : ''}>{spoken(Math.abs(left))}</dd>
      </dl>
      <p class="muted">{say.all}</p>
      {!isSelling ? (
        <p class="note">{say.notSold}</p>
      ) : left < 0 ? (
        <>
          <p class="alert">{say.tooLittle}</p>
          <p class="actions">
            <a class="button" href="/wallet">
              {say.recharge}
            </a>
          </p>
        </>
      ) : (
        <Form {...{ reader, state }} token={formToken} action={filePath(file.postId, blockId)}>
          <input type="hidden" name="price" value={file.price} />
          <button class="button">{say.buy(spoken(file.price))}</button>
        </Form>
      )}
    </>
  );
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

function spokenSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const shown = { style: 'unit', unit: units[power]!, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, shown).format(bytes / 1000 ** power);
}
