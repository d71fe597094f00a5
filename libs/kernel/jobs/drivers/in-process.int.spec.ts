import { queueContract } from '../queue.contract.js';

queueContract('in the process');
