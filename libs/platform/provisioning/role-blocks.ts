import { Injectable } from '@nestjs/common';
import { Clusters, ensureRoles } from '#kernel/database';
import { OwnerConnections } from './owner-connections.js';
import { RoleBlocksRepository } from './role-blocks.repository.js';

const blockSize = 100;
const fewest = 50;

/**
 * Roles are made a hundred at a time and ahead of need: each time some are made, every backend of the cluster has to
 * learn all memberships anew.
 */
@Injectable()
export class RoleBlocks {
  private readonly madeUntil = new Map<string, number>();

  constructor(
    private readonly clusters: Clusters,
    private readonly owners: OwnerConnections,
    private readonly blocks: RoleBlocksRepository,
  ) {}

  /** That the role of this number is there. Asks nobody when this process knows it. */
  async ensure(cluster: string, number: number): Promise<void> {
    if (number <= (this.madeUntil.get(cluster) ?? 0)) return;
    await this.make(cluster, (await this.blocks.find(cluster)).rolesUntil, number);
  }

  /** That there are enough for the communities to come. */
  async ensureSpare(cluster: string): Promise<void> {
    const { nextNumber, rolesUntil } = await this.blocks.find(cluster);
    await this.make(cluster, rolesUntil, nextNumber + fewest - 1);
  }

  /** Whole blocks, one transaction each, until `wanted` is in one of them. What another process makes too is found. */
  private async make(cluster: string, rolesUntil: number, wanted: number): Promise<void> {
    let until = rolesUntil;
    const { namespace } = this.clusters.get(cluster);
    while (until < wanted) {
      const from = until + 1;
      await this.owners.of(cluster).use((client) => ensureRoles(client, namespace, from, blockSize));
      until += blockSize;
      await this.blocks.made(cluster, until);
    }
    this.madeUntil.set(cluster, until);
  }
}
