/** Without a sign of life for so long, whoever runs a task has lost it. */
const leaseSeconds = 20;
/** For so long a transport may carry a task before it is given out again. */
const deadlineSeconds = 15;

export const lease = `now() + interval '${leaseSeconds} seconds'`;
export const deadline = `now() + interval '${deadlineSeconds} seconds'`;

/** Of the row `t` of jobs.task, as its holder gets it. */
export const columns = `
  t.id, t.tenant_role as "tenantRole", t.kind, t.class, t.payload, t.attempts, t.fence,
  (select s.version from cluster.tenant_schema s where s.role = t.tenant_role) as "schemaVersion"`;
