import type { Command } from '../command.js';
import { doctor } from './doctor.js';
import { domainAdd } from './domain-add.js';
import { domainList } from './domain-list.js';
import { domainPrimary } from './domain-primary.js';
import { domainRemove } from './domain-remove.js';
import { domainVerify } from './domain-verify.js';
import { jobDrop } from './job-drop.js';
import { jobList } from './job-list.js';
import { jobRetry } from './job-retry.js';
import { ledgerVerify } from './ledger-verify.js';
import { operatorChange } from './operator-change.js';
import { operatorCreate } from './operator-create.js';
import { operatorList } from './operator-list.js';
import { operatorToken } from './operator-token.js';
import { planList } from './plan-list.js';
import { planSet } from './plan-set.js';
import { reconcile } from './reconcile.js';
import { searchMove } from './search-move.js';
import { searchRebuild } from './search-rebuild.js';
import { searchStatus } from './search-status.js';
import { tenantArchive } from './tenant-archive.js';
import { tenantCreate } from './tenant-create.js';
import { tenantDelete } from './tenant-delete.js';
import { tenantList } from './tenant-list.js';
import { tenantMigrate } from './tenant-migrate.js';
import { tenantRestore } from './tenant-restore.js';
import { tenantResume } from './tenant-resume.js';
import { tenantShow } from './tenant-show.js';
import { tenantSuspend } from './tenant-suspend.js';

export const commands: readonly Command[] = [
  tenantCreate,
  tenantList,
  tenantShow,
  tenantSuspend,
  tenantResume,
  tenantArchive,
  tenantDelete,
  tenantRestore,
  tenantMigrate,
  domainAdd,
  domainList,
  domainVerify,
  domainPrimary,
  domainRemove,
  jobList,
  jobRetry,
  jobDrop,
  searchStatus,
  searchRebuild,
  searchMove,
  operatorList,
  planList,
  planSet,
  operatorCreate,
  operatorChange,
  operatorToken,
  doctor,
  reconcile,
  ledgerVerify,
];
