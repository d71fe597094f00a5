import { LRUCache } from 'lru-cache';

/** What an entry takes beside its bytes: its key, objects and places in lists. */
const overhead = 400;

export interface Sized {
  /** Bytes that it keeps from being freed. */
  readonly size: number;
}

/**
 * Keeps what was used last of each tenant, within so many bytes for all and a part of them for each, so that a busy
 * community leaves room for others: where all is full, the one whose last use is longest ago gives way.
 */
export class ByteCache<V extends Sized> {
  /** Those whose last use is longest ago first. */
  private readonly tenants = new Map<number, LRUCache<string, V>>();
  private newest?: LRUCache<string, V>;
  private total = 0;

  constructor(
    private readonly most: number,
    private readonly mostOfOne = most / 2,
  ) {}

  get(tenantId: number, key: string): V | undefined {
    const own = this.tenants.get(tenantId);
    const value = own?.get(key);
    if (own && value) this.moveToEnd(tenantId, own);
    return value;
  }

  set(tenantId: number, key: string, value: V): void {
    const own = this.tenants.get(tenantId) ?? this.empty();
    this.moveToEnd(tenantId, own);
    this.counting(own, () => own.set(key, value));
    while (this.total > this.most) this.dropOldest();
  }

  delete(tenantId: number, key: string): void {
    const own = this.tenants.get(tenantId);
    if (own) this.counting(own, () => own.delete(key));
  }

  deleteAll(tenantId: number): void {
    this.total -= this.bytes(tenantId);
    this.tenants.delete(tenantId);
    this.newest = undefined;
  }

  count(tenantId: number): number {
    return this.tenants.get(tenantId)?.size ?? 0;
  }

  /** Of all, or of one tenant. */
  bytes(tenantId?: number): number {
    return tenantId === undefined ? this.total : (this.tenants.get(tenantId)?.calculatedSize ?? 0);
  }

  private empty(): LRUCache<string, V> {
    return new LRUCache<string, V>({
      maxSize: Math.max(1, Math.floor(this.mostOfOne)),
      sizeCalculation: ({ size }) => size + overhead,
    });
  }

  private dropOldest(): void {
    const [tenantId, own] = this.tenants.entries().next().value!;
    this.counting(own, () => own.pop());
    if (own.size === 0) this.tenants.delete(tenantId);
  }

  private counting(own: LRUCache<string, V>, work: () => unknown): void {
    const before = own.calculatedSize;
    work();
    this.total += own.calculatedSize - before;
  }

  private moveToEnd(tenantId: number, own: LRUCache<string, V>): void {
    if (own === this.newest) return;
    this.newest = own;
    this.tenants.delete(tenantId);
    this.tenants.set(tenantId, own);
  }
}
