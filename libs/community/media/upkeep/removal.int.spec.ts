import { removalContract } from './removal.contract.js';

removalContract('a directory', (builder) => builder);
