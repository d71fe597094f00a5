import { accessContract, filtersContract } from './search-filters.contract.js';
import { keepingContract } from './search-keeping.contract.js';
import { ordersContract } from './search-orders.contract.js';
import { type IndexUnderTest, Shelf } from './search-shelf.contract.js';
import { typosContract } from './search-typos.contract.js';
import { wordsContract } from './search-words.contract.js';

export type { IndexUnderTest } from './search-shelf.contract.js';

/** What every driver of SearchIndex keeps. */
export function searchIndexContract(name: string, make: () => IndexUnderTest): void {
  const shelf = () => new Shelf(make());
  describe(`${name} finds documents`, () => wordsContract(shelf));
  describe(`${name} finds documents that were mistyped`, () => typosContract(shelf));
  describe(`${name} finds only documents`, () => filtersContract(shelf));
  describe(`${name} finds for each reader`, () => accessContract(shelf));
  describe(`${name} lists what it finds`, () => ordersContract(shelf));
  describe(`${name} keeps of each document`, () => keepingContract(shelf));
}
