export type { NewTenantRequest } from './provisioning-requests.js';
export { OperationsRunner } from './operations.runner.js';
export { type Provisioned, ProvisioningService } from './provisioning.service.js';
export { ProvisioningModule } from './provisioning.module.js';
