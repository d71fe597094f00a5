export type { NewTenantRequest, OwnRequest } from './provisioning-requests.js';
export { OperationsRunner } from './operations.runner.js';
export { type Provisioned, ProvisioningService } from './provisioning.service.js';
export { ProvisioningModule } from './provisioning.module.js';
export { NewTenantDto, NewTenantView } from './provisioning.dto.js';
