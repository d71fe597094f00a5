import { Injectable } from '@nestjs/common';
import { ClusterDatabase } from './cluster-database.js';
import { Clusters } from './clusters.js';

/** The control cluster: tenants, hosts, operators, operations, audit. */
@Injectable()
export class PlatformDatabase extends ClusterDatabase {
  constructor(clusters: Clusters) {
    super(clusters.control, () => clusters.get(clusters.control).units);
  }
}
