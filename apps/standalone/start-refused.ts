import { StartError } from '#kernel/config';

/** The server cannot start here. The message is one sentence for a person. */
export class StartRefused extends StartError {
  override readonly name = 'StartRefused';
}
