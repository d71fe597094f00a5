import { purgeFilesContract } from './purge-files.contract.js';

purgeFilesContract('a directory', (builder) => builder);
