import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../data/random.js';
import { HttpLane, type LaneAnswer } from './http-lane.js';
import { type Acknowledged, drawKind, type Mix, type MixKind, type MixOutcome, type MixTimes } from './mix.js';
import { Zipf } from './zipf.js';

/** What one request was. */
interface Drawn {
  readonly kind: MixKind;
  readonly target: number;
  readonly writer: number;
  readonly request: string;
}

/** A process of its own: members and guests who ask for this and that, and now and then write something. */
class MixLoad {
  private readonly random: Random;
  private readonly zipfs: ReadonlyMap<MixKind, Zipf>;
  private readonly readers: Zipf;
  private readonly writers: Zipf;
  private readonly times = new Map<string, number[]>();
  private readonly acknowledged: Acknowledged[] = [];
  private number: number;
  private failed = 0;
  private firstFailure?: string;

  constructor(private readonly mix: Mix) {
    this.random = new Random(mix.seed);
    this.zipfs = new Map(mix.kinds.map((kind) => [kind, new Zipf(kind.targets.length)]));
    [this.readers, this.writers] = [new Zipf(mix.readers.length), new Zipf(mix.writers.length)];
    this.number = mix.seed * 1_000_000;
    for (const { name } of mix.kinds) this.times.set(name, []);
  }

  async run(): Promise<MixOutcome> {
    const { connections, seconds, port } = this.mix;
    const lanes = await Promise.all(Array.from({ length: connections }, () => HttpLane.open(port)));
    const since = performance.now();
    await Promise.all(lanes.map((lane) => this.use(lane, since + seconds * 1000)));
    const took = (performance.now() - since) / 1000;
    for (const lane of lanes) lane.close();
    const timesOf = (chosen: (kind: MixKind) => boolean): MixTimes =>
      timesIn(this.mix.kinds.filter(chosen).flatMap(({ name }) => this.times.get(name)!));
    const all = timesOf(() => true);
    return {
      requests: all.count,
      perSecond: all.count / took,
      failed: this.failed,
      ...(this.firstFailure !== undefined && { firstFailure: this.firstFailure }),
      all,
      reads: timesOf(({ isWrite }) => !isWrite),
      writes: timesOf(({ isWrite }) => isWrite === true),
      kinds: Object.fromEntries([...this.times].map(([name, times]) => [name, timesIn(times)])),
      acknowledged: this.acknowledged,
    };
  }

  private async use(lane: HttpLane, until: number): Promise<void> {
    const { pauseMs } = this.mix;
    while (performance.now() < until) {
      const drawn = this.draw();
      const since = performance.now();
      const answer = await lane.send(drawn.request);
      this.times.get(drawn.kind.name)!.push(performance.now() - since);
      this.look(drawn, answer);
      if (pauseMs) await pause(pauseMs * (0.5 + this.random.next()));
    }
  }

  private draw(): Drawn {
    const { guests, readers, writers } = this.mix;
    const kind = drawKind(this.mix.kinds, this.random);
    const target = this.zipfs.get(kind)!.draw(this.random);
    if (kind.isWrite) {
      const writer = this.writers.draw(this.random);
      return { kind, target, writer, request: this.requestOf(kind, target, writers[writer]) };
    }
    const reader = this.random.chance(guests) ? undefined : readers[this.readers.draw(this.random)];
    return { kind, target, writer: -1, request: this.requestOf(kind, target, reader) };
  }

  private requestOf({ isWrite, targets }: MixKind, target: number, authorization: string | undefined): string {
    const { path, body: given } = targets[target]!;
    const body = given?.replaceAll('{number}', () => String((this.number += 1)));
    return [
      `${isWrite ? 'POST' : 'GET'} ${path} HTTP/1.1`,
      `host: ${this.mix.host}:${this.mix.port}`,
      ...(authorization === undefined ? [] : [`authorization: ${authorization}`]),
      ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
      '',
      body ?? '',
    ].join('\r\n');
  }

  private look({ kind, target, writer, request }: Drawn, { status, body }: LaneAnswer): void {
    if (status !== 200 || !body.subarray(0, 40).includes('"code":0,')) {
      this.failed += 1;
      this.firstFailure ??= `${request.split('\r\n', 1)[0]} was answered with ${status}: ${body.toString('utf8', 0, 300)}`;
    } else if (kind.isWrite) {
      const { data } = JSON.parse(body.toString()) as { data?: { id?: number } };
      this.acknowledged.push({ kind: kind.name, target, writer, ...(data?.id !== undefined && { id: data.id }) });
    }
  }
}

function timesIn(times: readonly number[]): MixTimes {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const mix = JSON.parse(await text(process.stdin)) as Mix;
process.stdout.write(JSON.stringify(await new MixLoad(mix).run()));
