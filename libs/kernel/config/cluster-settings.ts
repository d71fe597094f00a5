import { integer, optional } from './setting.js';

export const clusterSettings = {
  maxTenantsPerCluster: optional(
    'MAX_TENANTS_PER_CLUSTER',
    {
      unset: '4000',
      about:
        'So many communities are made on one cluster, those being deleted included. With more of them each new hundred takes longer, for every backend has to learn all roles anew.',
    },
    integer(1, 1_000_000),
  ),
};
