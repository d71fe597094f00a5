/** The folder that holds `migrations/`: told by whoever composes the process, for compiled files lie elsewhere. */
export abstract class ProjectRoot {
  abstract readonly path: string;
}
