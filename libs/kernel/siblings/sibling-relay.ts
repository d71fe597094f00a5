import type { FromSibling, SiblingChannel, ToSibling } from './sibling-messages.js';

interface Question {
  readonly asker: number;
  readonly waitingFor: Set<number>;
  readonly answers: unknown[];
  answer(answers: readonly unknown[]): void;
}

/** Passes on what siblings say to each other. Who has gone is not waited for. */
export class SiblingRelay {
  private readonly members = new Map<number, (message: ToSibling) => void>();
  private readonly questions = new Map<string, Question>();

  /** Of the sibling `id`, which is written to by `send`. */
  hear(id: number, message: FromSibling, send: (message: ToSibling) => void): void {
    if (message.sibling === 'joins') this.members.set(id, send);
    else if (message.sibling === 'answers') this.note(message.question, id, message.answer);
    else this.pass(id, message, send);
  }

  left(id: number): void {
    this.members.delete(id);
    for (const [key, question] of this.questions) {
      if (question.asker === id) this.questions.delete(key);
      else if (question.waitingFor.delete(id)) this.answerIfAll(key, question);
    }
  }

  /** For this process itself, if it is one of them. */
  channel(id: number): SiblingChannel {
    let heard: (message: ToSibling) => void = () => undefined;
    const send = (message: ToSibling) => heard(message);
    return { send: (message) => this.hear(id, message, send), listen: (hear) => (heard = hear) };
  }

  private pass(id: number, asked: FromSibling & { sibling: 'asks' }, send: (message: ToSibling) => void): void {
    const { number, by, topic, said } = asked;
    const others = [...this.members.keys()].filter((member) => member !== id);
    const answer = (answers: readonly unknown[]) => send({ sibling: 'answers', number, answers });
    if (!others.length) return answer([]);
    const key = `${id} ${number}`;
    this.questions.set(key, { asker: id, waitingFor: new Set(others), answers: [], answer });
    for (const other of others) this.members.get(other)!({ sibling: 'asks', question: key, by, topic, said });
  }

  private note(key: string, id: number, answer: unknown): void {
    const question = this.questions.get(key);
    if (!question?.waitingFor.delete(id)) return;
    question.answers.push(answer);
    this.answerIfAll(key, question);
  }

  private answerIfAll(key: string, question: Question): void {
    if (question.waitingFor.size > 0) return;
    this.questions.delete(key);
    question.answer(question.answers);
  }
}
