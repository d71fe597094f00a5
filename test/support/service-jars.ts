import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './worker-cluster.js';

export const s3Logging = join(repositoryRoot, 'test/services/s3proxy/logback.xml');

export interface ServiceJars {
  /** The program. */
  readonly java: string;
  readonly classPath: string;
}

/** What starts this server. Fetched when it is not there; what is missing for that is said in a sentence. */
export async function serviceJars(name: 's3proxy' | 'opensearch'): Promise<ServiceJars> {
  const script = join(repositoryRoot, 'scripts/service-jars.mjs');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, name]);
    return JSON.parse(stdout) as ServiceJars;
  } catch (error) {
    throw new Error((error as { stderr?: string }).stderr?.trim() || String(error));
  }
}
