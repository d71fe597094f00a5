export {
  type AddressLookup,
  Outbound,
  type OutboundAnswer,
  type OutboundOptions,
  type OutboundRequest,
} from './outbound.js';
export { OutboundFailed, type OutboundFailure, OutboundRefused } from './outbound.errors.js';
export { OutboundModule } from './outbound.module.js';
