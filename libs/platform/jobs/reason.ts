/** Of what is kept of a failure: the first line says what was wrong, the others where. */
export function reasonAndStack(error: string | null): { reason: string | null; stack: string | null } {
  const [reason = null, ...stack] = error?.split('\n') ?? [];
  return { reason, stack: stack.length > 0 ? stack.join('\n') : null };
}
