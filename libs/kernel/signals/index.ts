export { type Hearing, Signals } from './signals.js';
export { SignalsModule } from './signals.module.js';
