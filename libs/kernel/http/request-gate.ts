import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { Config } from '#kernel/config';
import { scope, type Tenant } from '#kernel/scope';
import { type Answer, type SecuredHosts, standingOf, type TenantDirectory } from '#kernel/tenancy';
import { AppError } from './app-error.js';
import { CommunityAway } from './community-away.js';
import { allowOrigins } from './cross-origin.js';
import type { KeptAnswers, KeptRoute } from './kept-answers.js';
import type { Readiness } from './health.js';
import { primaryAddressOf } from './primary-host.js';
import { RequestHosts } from './request-hosts.js';
import { askedFor, type Face, faceOf } from './route-faces.js';
import { tlsQuestion } from './surfaces.js';
import type { Traffic } from './traffic.js';

interface Entering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly done: HookHandlerDoneFunction;
  /** That it was asked for at. */
  readonly host: string;
  /** Its pattern; undefined where there is none. */
  readonly route: string | undefined;
  readonly config: KeptRoute;
  readonly face: Face;
}

/**
 * Every request passes here first: its host decides whose it is, the tenant's state whether it is answered, and all
 * that follows runs in that scope. There is no default tenant.
 */
export class RequestGate {
  constructor(
    private readonly config: Config,
    private readonly directory: TenantDirectory,
    private readonly readiness: Readiness,
    private readonly hosts: RequestHosts,
    private readonly traffic: Traffic,
    private readonly secured: SecuredHosts,
    private readonly kept: KeptAnswers,
  ) {}

  /** In the callback form: in the other one the scope would be lost before the handler runs. */
  readonly onRequest = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    void reply.header('x-request-id', request.id);
    try {
      this.enter(request, reply, done);
    } catch (error) {
      goOn({ request, done }, error as Error);
    }
  };

  private enter(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
    const host = this.hosts.of(request.raw);
    const { url: route, config } = request.routeOptions;
    const face = faceOf(route, request.url);
    const entering: Entering = { request, reply, done, host, route, config: config as KeptRoute, face };
    if (this.readiness.stopping) {
      void reply.header('connection', 'close');
      return goOn(entering, new AppError('server.stopping'));
    }
    const { surface } = face;
    if (route === tlsQuestion && this.isAskedHere(request)) return goOn(entering);
    if (host === this.config.platformHost) {
      const here = surface === 'platform' || (surface === 'management' && this.answersHealth(request));
      return goOn(entering, here || !route ? undefined : new AppError('request.not-found'));
    }
    if (host === this.config.mediaHost) return this.enterMedia(entering);
    const known = this.directory.peek(host);
    const here = surface === 'community';
    if (known !== undefined) return this.enterTenant(known, here, entering);
    this.find(this.directory.findByHost(host), here, entering);
  }

  /** The one place where a path says whose it is: the host serves the files of all, and nothing else. */
  private enterMedia(entering: Entering): void {
    const { request, route, face } = entering;
    const { tenant: id } = request.params as { tenant?: string };
    const isFile = face.surface === 'media' && route !== undefined && /^[1-9]\d{0,14}$/.test(id ?? '');
    if (!isFile || !['GET', 'HEAD'].includes(request.method)) return goOn(entering, new AppError('request.not-found'));
    const known = this.directory.peekById(Number(id));
    if (known !== undefined) return this.enterTenant(known, true, entering);
    this.find(this.directory.findById(Number(id)), true, entering);
  }

  private find(finding: Promise<Tenant | null>, here: boolean, entering: Entering): void {
    finding.then(
      (tenant) => this.enterTenant(tenant, here, entering),
      (error: Error) => goOn(entering, error),
    );
  }

  private enterTenant(tenant: Tenant | null, here: boolean, entering: Entering): void {
    const { request, reply, face } = entering;
    const answer = tenant ? standingOf(tenant.state)[askedFor(face, request)] : 'unknown';
    if (!tenant || answer === 'unknown') return goOn(entering, new AppError('host.unknown'));
    if (!here) return goOn(entering, new AppError('request.not-found'));
    if (entering.host !== this.config.mediaHost && this.leadsElsewhere(tenant, answer, entering)) return;
    if (answer === 'later' || answer === 'archived') return goOn(entering, new CommunityAway(answer, tenant));
    if (face.isApi && allowOrigins(request, reply)) return void reply.send();
    scope.run({ requestId: request.id, tenant }, () => this.pass(tenant, answer, entering));
  }

  /** In the scope of the community, which answers. */
  private pass(tenant: Tenant, answer: Answer, { request, reply, done, config }: Entering): void {
    const putOff = this.traffic.refuse(tenant, reply);
    if (putOff) return done(putOff);
    const sent = this.kept.answer(tenant, config, request, reply);
    if (sent !== null) return this.traffic.pass(tenant, request, sent);
    this.traffic.enter(tenant, request, reply);
    const { stateReason: why } = tenant;
    done(answer === 'read-only' ? new AppError('tenant.read-only', why ? { why } : {}) : undefined);
  }

  /** At one of its hosts: its pages are at the primary one. */
  private leadsElsewhere(tenant: Tenant, answer: Answer, { request, reply, host }: Entering): boolean {
    if (request.protocol === 'https') this.secured.saw(host);
    const address = answer === 'open' ? primaryAddressOf(request, host, tenant, this.config) : null;
    if (address === null) return false;
    void reply.header('cache-control', 'no-cache').redirect(address, 308); // which one it is may change
    return true;
  }

  /** By a proxy on this machine itself; what it passes on from elsewhere says so. */
  private isAskedHere(request: FastifyRequest): boolean {
    const { headers } = request;
    const isPassedOn = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    return this.answersHealth(request) && !isPassedOn;
  }

  private answersHealth(request: FastifyRequest): boolean {
    return this.config.managementPort === undefined && isLoopback(request.socket.remoteAddress);
  }
}

/** Without a community: what is refused here, or needs none. */
function goOn({ request, done }: Pick<Entering, 'request' | 'done'>, refusal?: Error): void {
  scope.run({ requestId: request.id }, () => done(refusal));
}

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
