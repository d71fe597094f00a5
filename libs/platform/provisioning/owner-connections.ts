import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clusters, WarmOwnerConnection } from '#kernel/database';

/** One connection per cluster on which schemas and roles are made. */
@Injectable()
export class OwnerConnections implements OnApplicationShutdown {
  private readonly open = new Map<string, WarmOwnerConnection>();

  constructor(private readonly clusters: Clusters) {}

  of(cluster: string): WarmOwnerConnection {
    const connection = this.open.get(cluster) ?? new WarmOwnerConnection(this.clusters.get(cluster).url);
    this.open.set(cluster, connection);
    return connection;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.open.values()].map((connection) => connection.close()));
  }
}
