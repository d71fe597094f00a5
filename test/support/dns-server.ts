import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type Answer, decode, encode, type Packet, RECURSION_AVAILABLE, TRUNCATED_RESPONSE } from 'dns-packet';

type Records = { readonly TXT?: readonly string[]; readonly CNAME?: string };
/** How a name is answered that is not simply answered. `silent`: never; `cut`: over UDP only in part. */
export type Trouble = 'SERVFAIL' | 'REFUSED' | 'silent' | 'cut' | 'bare-alias';

const rcodes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const longestText = 255;

/**
 * A real DNS server on loopback, over UDP and TCP, that knows what a test tells it. It follows aliases as resolvers do, except
 * with `bare-alias`.
 */
export class DnsServer {
  /** Names that were asked for, with how. */
  readonly asked: string[] = [];
  private readonly names = new Map<string, Records>();
  private readonly troubles = new Map<string, Trouble>();
  private readonly connections = new Set<Socket>();

  private constructor(
    private readonly udp: UdpSocket,
    private readonly tcp: Server,
    readonly port: number,
  ) {
    udp.on('message', (bytes, from) => {
      const answer = this.answer(bytes, 'UDP');
      if (answer) udp.send(answer, from.port, from.address);
    });
    tcp.on('connection', (socket) => this.serve(socket));
  }

  static async start(): Promise<DnsServer> {
    for (;;) {
      const tcp = createServer();
      tcp.listen(0, '127.0.0.1');
      await once(tcp, 'listening');
      const { port } = tcp.address() as { port: number };
      const udp = createSocket('udp4');
      udp.bind(port, '127.0.0.1');
      const failure = await Promise.race([once(udp, 'listening').then(() => null), once(udp, 'error')]);
      if (failure === null) return new DnsServer(udp, tcp, port);
      tcp.close(); // the port is somebody's over UDP
    }
  }

  /** For the setting DNS_SERVERS. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** In place of what was there; nothing at all: there is no such name. */
  set(name: string, records: Records | null): void {
    this.troubles.delete(name.toLowerCase());
    if (records) this.names.set(name.toLowerCase(), records);
    else this.names.delete(name.toLowerCase());
  }

  fail(name: string, trouble: Trouble): void {
    this.troubles.set(name.toLowerCase(), trouble);
  }

  async stop(): Promise<void> {
    for (const socket of this.connections) socket.destroy();
    this.udp.close();
    this.tcp.close();
    await once(this.tcp, 'close');
  }

  private serve(socket: Socket): void {
    this.connections.add(socket);
    let come = Buffer.alloc(0);
    socket.on('error', () => undefined); // whoever asked has gone
    socket.on('close', () => this.connections.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      come = Buffer.concat([come, chunk]);
      while (come.length >= 2 && come.length >= 2 + come.readUInt16BE(0)) {
        const end = 2 + come.readUInt16BE(0);
        const answer = this.answer(come.subarray(2, end), 'TCP');
        come = come.subarray(end);
        if (!answer) continue;
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        socket.write(Buffer.concat([length, answer]));
      }
    });
  }

  private answer(bytes: Buffer, by: 'UDP' | 'TCP'): Buffer | null {
    const query = decode(bytes);
    const [question] = query.questions ?? [];
    if (!question) return null;
    const name = question.name.toLowerCase();
    const type = question.type as string;
    this.asked.push(`${by} ${type} ${name}`);
    const trouble = this.troubles.get(name);
    if (trouble === 'silent') return null;
    if (trouble === 'SERVFAIL' || trouble === 'REFUSED') return reply(query, rcodes[trouble], []);
    if (trouble === 'cut' && by === 'UDP') return reply(query, rcodes.NOERROR | TRUNCATED_RESPONSE, []);
    const { answers, isKnown } = this.find(name, type, trouble !== 'bare-alias');
    return reply(query, isKnown ? rcodes.NOERROR : rcodes.NXDOMAIN, answers);
  }

  private find(asked: string, type: string, follows: boolean): { answers: Answer[]; isKnown: boolean } {
    const answers: Answer[] = [];
    let name = asked;
    for (let steps = 0; steps < 20; steps += 1) {
      const records = this.names.get(name);
      if (!records) return { answers, isKnown: false };
      const { TXT = [], CNAME } = records;
      if (CNAME === undefined) {
        if (type === 'TXT') answers.push(...TXT.map((text) => txt(name, text)));
        return { answers, isKnown: true };
      }
      answers.push({ type: 'CNAME', name, ttl: 0, data: CNAME });
      if (!follows || type === 'CNAME') return { answers, isKnown: true };
      name = CNAME.toLowerCase();
    }
    return { answers, isKnown: true }; // an alias that leads to itself
  }
}

function reply(query: Packet, flags: number, answers: Answer[]): Buffer {
  const { id, questions } = query;
  return encode({ type: 'response', id, flags: flags | RECURSION_AVAILABLE, questions, answers });
}

/** Of parts of 255 bytes, as long texts are. */
function txt(name: string, text: string): Answer {
  const bytes = Buffer.from(text);
  const parts = Array.from({ length: Math.max(1, Math.ceil(bytes.length / longestText)) }, (_, index) =>
    bytes.subarray(index * longestText, (index + 1) * longestText),
  );
  return { type: 'TXT', name, ttl: 0, data: parts };
}
