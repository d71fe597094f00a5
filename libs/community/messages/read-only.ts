import { tenantScope } from '#kernel/scope';
import { isReadOnly as canOnlyBeRead } from '#kernel/tenancy';

/** Whether nothing may be noted of what is opened: a page is a GET, which the gate lets into such a community. */
export const isReadOnly = (): boolean => canOnlyBeRead(tenantScope.current());
