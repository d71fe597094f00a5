/** So many milliseconds a process believes that a community can, or cannot, be searched in the store. */
export const rememberedFor = 1_000;

/** After that nobody believes any more what was true before: with time left for the question, and for a search under way. */
export const forgottenAfter = `interval '${rememberedFor + 1_000} milliseconds'`;
