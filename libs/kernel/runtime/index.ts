export { settleRuntime } from './settle-runtime.js';
