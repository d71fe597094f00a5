import { slowNeighbourContract } from '../slow-neighbour.contract.js';

jest.setTimeout(60_000);

slowNeighbourContract('in the process');
