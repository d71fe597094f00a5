/** How a tenant is called on its cluster; both names go into SQL as they are. */
export interface TenantNames {
  readonly role: string;
  readonly schema: string;
}

const safeName = /^[a-z][a-z0-9_]{0,62}$/;

/** Padded here and never by SQL: its lpad would truncate what is longer. */
export function tenantNames(namespace: string, number: number): TenantNames {
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`Not a number of a tenant: ${number}`);
  const name = checkedName(`${namespace}_${String(number).padStart(6, '0')}`);
  return { role: name, schema: name };
}

/** For the time of a transaction, the rights and the tables of one tenant. */
export const enterTenant = ({ role, schema }: TenantNames): string =>
  `SET LOCAL ROLE ${checkedName(role)}; SET LOCAL search_path = ${checkedName(schema)}, pg_temp`;

export function checkedName(name: string): string {
  if (!safeName.test(name)) throw new Error(`Not a name made by the platform: ${name}`);
  return name;
}
