import { checkStoreContract } from './check-store.contract.js';

checkStoreContract('a directory', (builder) => builder);
