/** Something that happened, in the past tense; plain data, ids only. `type` is `subject.verb`. */
export abstract class DomainEvent {
  static readonly type: string;
}

export type EventClass<E extends DomainEvent = DomainEvent> = (abstract new (...parts: never[]) => E) & {
  readonly type: string;
};
