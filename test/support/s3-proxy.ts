import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './worker-cluster.js';

export const logging = join(repositoryRoot, 'test/support/s3proxy/logback.xml');

/** The folder of the S3 server's jars. Fetched when they are not there; what is missing for that is said in a sentence. */
export async function s3ProxyJars(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(repositoryRoot, 'scripts/s3-jars.mjs')]);
    return stdout.trim();
  } catch (error) {
    throw new Error((error as { stderr?: string }).stderr?.trim() || String(error));
  }
}
