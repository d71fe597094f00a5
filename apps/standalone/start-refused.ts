/** The server cannot start here. The message is one sentence for a person. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
