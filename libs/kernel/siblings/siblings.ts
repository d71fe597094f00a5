import { randomUUID } from 'node:crypto';
import { Log } from '#kernel/logging';
import type { SiblingChannel, ToSibling } from './sibling-messages.js';

/** Somebody waits for an answer meanwhile. */
const patience = 200;

type Answering = (said: unknown) => unknown;

interface Waiting {
  answered(answers: readonly unknown[]): void;
}

/**
 * The other web processes that share a port with this one, on this machine. What they must know at once is told here;
 * that others elsewhere are told as well is the business of whoever tells.
 */
export class Siblings {
  /** By which others know whom they heard. */
  readonly self = randomUUID();
  private channel?: SiblingChannel;
  private readonly answerings = new Map<string, Answering>();
  private readonly waiting = new Map<number, Waiting>();
  private readonly heardOf = new Set<string>();
  private readonly told = new Map<string, Set<string>>();
  private flushing: NodeJS.Immediate | undefined;
  private unheard: Promise<void> | null = null;
  private count = 0;
  private isTroubled = false;

  constructor(private readonly log: Pick<Log, 'warn'>) {}

  /** Whether there may be any. */
  get any(): boolean {
    return this.channel !== undefined;
  }

  /** Whoever has told something this way does so with all that follows. */
  has(sender: string): boolean {
    return this.heardOf.has(sender);
  }

  connect(channel: SiblingChannel): void {
    this.channel = channel;
    channel.listen((message) => {
      if (message.sibling === 'answers') this.waiting.get(message.number)?.answered(message.answers);
      else void this.reply(message);
    });
  }

  /** From now on this process is told what the others say: before it serves anybody. */
  join(): void {
    this.channel?.send({ sibling: 'joins' });
  }

  /** How this process answers. What fails is answered by nothing. */
  answer(topic: string, answering: Answering): void {
    this.answerings.set(topic, answering);
  }

  /** What all others answer, without those that have gone; null where it takes longer than so many milliseconds. */
  async ask(topic: string, said: unknown, within = patience): Promise<readonly unknown[] | null> {
    const { channel } = this;
    if (!channel) return [];
    const number = ++this.count;
    return new Promise((resolve) => {
      const end = (answers: readonly unknown[] | null) => {
        clearTimeout(timer);
        this.waiting.delete(number);
        this.noteTrouble(topic, answers === null);
        resolve(answers);
      };
      const timer = setTimeout(end, within, null);
      this.waiting.set(number, { answered: end });
      channel.send({ sibling: 'asks', number, by: this.self, topic, said });
    });
  }

  /** Line by line, soon; nobody waits for it but who asks `untilHeard`. */
  tell(topic: string, line: string): void {
    if (!this.channel) return;
    const lines = this.told.get(topic);
    if (lines) lines.add(line);
    else this.told.set(topic, new Set([line]));
    this.flushing ??= setImmediate(() => this.flush());
  }

  /** Until all have heard what was told so far, or it has taken too long; null: they have. */
  untilHeard(): Promise<void> | null {
    this.flush();
    return this.unheard;
  }

  private flush(): void {
    clearImmediate(this.flushing);
    this.flushing = undefined;
    if (this.told.size === 0) return;
    const asked = [...this.told].map(([topic, lines]) => this.ask(topic, [...lines]));
    this.told.clear();
    const heard: Promise<void> = Promise.all([this.unheard, ...asked]).then(() => {
      if (this.unheard === heard) this.unheard = null;
    });
    this.unheard = heard;
  }

  private async reply({ question, by, topic, said }: ToSibling & { sibling: 'asks' }): Promise<void> {
    this.heardOf.add(by);
    let answer: unknown;
    try {
      answer = await this.answerings.get(topic)?.(said);
    } catch (error) {
      this.log.warn('Another web process asked what could not be answered.', error as Error, { topic });
    }
    this.channel?.send({ sibling: 'answers', question, answer });
  }

  /** Once, until it goes well again. */
  private noteTrouble(topic: string, isLate: boolean): void {
    if (isLate && !this.isTroubled) this.log.warn('Other web processes did not answer in time.', { topic });
    this.isTroubled = isLate;
  }
}
