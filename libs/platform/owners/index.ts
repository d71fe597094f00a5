export { HandoversService } from './handovers.service.js';
export { isOwner, type Ownership, type OwnerOffer, ownerPaths } from './owner.js';
export { OwnersModule } from './owners.module.js';
export { OwnersService } from './owners.service.js';
