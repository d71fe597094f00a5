import { isPage, type Route } from '#kernel/http';
import { type Bench, deliver, holds, type Probe, watch, type Watched } from './bench.js';
import { type CommunityRead, type CommunityWrite, isFine, isToSignIn, type Prepared, type Refusal } from './cases.js';
import type { Answer, IdName, Ids } from './wire.js';
import { send, sendAbsolute, type Sender } from './send.js';
import type { Twin } from './twins.js';

type Case = CommunityRead | CommunityWrite;
type Give = (problem: string) => void;

/** Tries a route of a community with all that the bench asks for; `give` is called with each thing that is wrong. */
export async function probeCommunity(bench: Bench, route: Route, one: Case, give: Give): Promise<void> {
  const probe = new CommunityProbe(bench, route, one, give);
  for (const name of bench.probes) await probe[name]();
}

class CommunityProbe implements Record<Probe, () => Promise<void>> {
  private prepared = new Map<Twin, Prepared>();

  constructor(
    private readonly bench: Bench,
    private readonly route: Route,
    private readonly one: Case,
    private readonly give: Give,
  ) {}

  /** The positive control, in both communities: a route that always refuses proves nothing. */
  async atHome(): Promise<void> {
    await this.prepare();
    const { home, other } = this.bench.twins;
    for (const twin of [home, other]) await this.works(twin, `at home in ${twin.canary}`);
  }

  /** A token is worth nothing in another community, though the member and the session of these numbers exist there. */
  async withTokensOfTheOther(): Promise<void> {
    const { home, other } = this.bench.twins;
    for (const [asked, from] of [
      [home, other],
      [other, home],
    ] as const) {
      const what = `the token of ${from.canary} in ${asked.canary}`;
      await this.prepare();
      const watched = await this.call(asked, what, { token: this.tokenOf(from) });
      if (watched.changed.includes(from)) this.give(`${what}: rows of ${from.canary} change`);
      if (this.one.access === 'signed-in') this.isSentAway(what, watched);
      else await this.isAGuests(what, watched, asked);
    }
  }

  /** Each id in turn, where it exists in the other community only. */
  async withIdsOfTheOther(): Promise<void> {
    const named = this.namedIds();
    const { home, other, elsewhere } = this.bench.twins;
    const unused = Object.keys(this.one.elsewhere ?? {}).filter((name) => !named.has(name as IdName));
    if (unused.length) this.give(`the coverage tells of ${unused.join(', ')}, which the request does not name`);
    for (const name of named) {
      const expected = this.one.elsewhere?.[name];
      if (!expected) {
        this.give(`the request names ${name}; the coverage does not tell how that of another community is refused`);
        continue;
      }
      await this.prepare();
      const what = `with the ${name} of ${other.canary}`;
      const ids = withOne(this.idsOf(home), name, elsewhere[name]);
      const watched = await this.call(home, what, { token: this.tokenOf(home) }, ids);
      this.isRefused(what, watched, expected);
      if (watched.changed.includes(other)) this.give(`${what}: rows of ${other.canary} change`);
    }
  }

  /** Only the Host header decides: whatever else names the other community is passed over, or refused. */
  async withHostsOfTheOther(): Promise<void> {
    await this.prepare();
    const { home, other } = this.bench.twins;
    const headers = {
      'x-forwarded-host': other.host,
      forwarded: `host=${other.host}`,
      'x-host': other.host,
      'x-original-url': `http://${other.host}/`,
    };
    await this.works(home, `forwarded as if for ${other.canary}`, headers);
    const what = `a target in absolute form, in ${other.canary}`;
    const from = { host: home.host, token: this.tokenOf(home), target: other.host };
    const watched = await watch(this.bench, undefined, () =>
      sendAbsolute(this.bench.port, this.route, this.one.request(this.idsOf(home), home), from),
    );
    this.report(what, watched.problems);
    this.isRefused(what, watched, { status: 400 });
  }

  private async works(twin: Twin, what: string, headers: Record<string, string> = {}): Promise<void> {
    const watched = await this.call(twin, what, { token: this.tokenOf(twin), headers });
    const { answer, changed } = watched;
    if (!isFine(this.one, answer)) return this.give(`${what}: ${shown(answer)}`);
    if (this.one.kind === 'write') {
      if (!changed.includes(twin)) this.give(`${what}: nothing of ${twin.canary} changes`);
    } else if (!(this.one.shows ?? holds)(answer, twin)) {
      this.give(`${what}: the answer does not show that it is ${twin.canary}'s: ${answer.body.slice(0, 200)}`);
    }
    const stranger = changed.find((one) => one !== twin);
    if (stranger) this.give(`${what}: rows of ${stranger.canary} change`);
  }

  /** As whoever is not signed in: by an envelope, or on pages to where they sign in. */
  private isSentAway(what: string, watched: Watched): void {
    if (!isPage(this.route.url)) return this.isRefused(what, watched, { status: 401 });
    this.isRefused(what, watched, { status: 303 });
    if (!isToSignIn(watched.answer.headers)) this.give(`${what}: ${shown(watched.answer)}, expected to sign in`);
  }

  private isRefused(what: string, { answer, changed }: Watched, { status, code }: Refusal): void {
    const right = answer.status === status && (code === undefined || codeOf(answer) === code);
    if (!right) this.give(`${what}: ${shown(answer)}, expected ${status} ${code ?? ''}`);
    if (status < 300) return; // nothing was found, or it was passed over
    const written = this.one.noted ? changed.filter((twin) => twin !== this.bench.twins.home) : changed;
    for (const { canary } of written) this.give(`${what}: rows of ${canary} change`);
  }

  private async isAGuests(what: string, { answer }: Watched, asked: Twin): Promise<void> {
    if (this.one.kind === 'write') await this.prepare(); // the call has used up what was there
    const guest = await this.send(asked, { host: asked.host });
    if (this.one.kind === 'write') await asked.settle(); // what follows from it belongs to no probe
    const alike = answer.status === guest.status && (this.one.access === 'open' || answer.body === guest.body);
    if (!alike) this.give(`${what}: ${shown(answer)}, but a guest gets ${shown(guest)}`);
  }

  /** Tasks that the call leaves belong to it: they are delivered before anything is compared. */
  private async call(asked: Twin, what: string, from: Omit<Sender, 'host'>, ids?: Ids): Promise<Watched> {
    const undelivered: string[] = [];
    const watched = await watch(this.bench, asked, async () => {
      const answer = await this.send(asked, { host: asked.host, ...from }, ids);
      if (this.one.kind === 'write') undelivered.push(...(await deliver(this.bench)));
      return answer;
    });
    this.report(what, [...watched.problems, ...undelivered]);
    return watched;
  }

  private send(asked: Twin, from: Sender, ids = this.idsOf(asked)): Promise<Answer> {
    const { app, healthy } = this.bench;
    return send(app, this.route, this.one.request(ids, asked), { ...from, healthy });
  }

  /** In both, so that what is made for the call has the same ids in both. */
  private async prepare(): Promise<void> {
    const { observer, twins } = this.bench;
    await observer.align(twins.home.tenant, twins.other.tenant);
    const { prepare } = this.one;
    if (!prepare) return;
    for (const twin of [twins.home, twins.other]) this.prepared.set(twin, await prepare(twin));
    await twins.home.settle(); // what follows from it belongs to no probe
    const [mine, theirs] = [twins.home, twins.other].map((twin) => JSON.stringify(numbersOf(this.prepared.get(twin))));
    if (mine !== theirs) throw new Error(`The twins have drifted apart: ${mine} and ${theirs}.`);
  }

  private idsOf(twin: Twin): Ids {
    const { ids } = this.prepared.get(twin) ?? {};
    return ids ? Object.defineProperties({ ...ids } as Ids, missing(twin.ids, ids)) : twin.ids;
  }

  private tokenOf(twin: Twin): string {
    return this.prepared.get(twin)?.token ?? twin.token;
  }

  private namedIds(): Set<IdName> {
    const named = new Set<IdName>();
    const { home } = this.bench.twins;
    const spied = new Proxy(this.idsOf(home), {
      get: (ids, name) => {
        if (name !== 'fresh' && name !== 'password') named.add(name as IdName);
        return Reflect.get(ids, name) as unknown;
      },
    });
    this.one.request(spied, home);
    return named;
  }

  private report(what: string, problems: readonly string[]): void {
    for (const problem of problems) this.give(`${what}: ${problem}`);
  }
}

/** The properties of `all` that `some` has not; as they are, for one of them counts. */
function missing(all: Ids, some: Partial<Ids>): PropertyDescriptorMap {
  const every = Object.entries(Object.getOwnPropertyDescriptors(all));
  return Object.fromEntries(every.filter(([name]) => !(name in some)));
}

const withOne = (ids: Ids, name: IdName, value: Ids[IdName]): Ids =>
  Object.defineProperties({ [name]: value } as unknown as Ids, missing(ids, { [name]: value }));

const shown = ({ status, body }: Answer): string => `answered ${status} ${body.slice(0, 160)}`;

function codeOf({ body }: Answer): number | undefined {
  try {
    return (JSON.parse(body) as { code?: number }).code;
  } catch {
    return undefined;
  }
}

/** A secret is no number of a row: that of the platform's rows may differ. */
function numbersOf(prepared: Prepared | undefined): Partial<Ids> {
  const { secret: _, ...numbers } = prepared?.ids ?? {};
  return numbers;
}
