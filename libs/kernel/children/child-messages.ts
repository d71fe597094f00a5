/** At first what a child needs for its beginning, then one piece of work at a time. */
export type ToChild<Work> = { readonly start: unknown } | { readonly work: Work };

/** That it can begin; then what came of each piece of work, or why nothing did. */
export type FromChild<Answer> = { readonly ready: true } | { readonly answer: Answer } | { readonly failed: string };
