import { type Act, post } from './stale-acts.js';
import { graces } from './stale-facts.js';
import type { Call } from './stale-acts.js';
import type { ModelCommunity } from './stale-model.js';

/** Shows guests nothing for a while. */
const shut: Act = ({ community, random }) => {
  const [by] = community.members;
  if (community.membersOnly.last || by!.uncertainUntil > performance.now()) return null;
  const plan = (on: boolean) => ({
    by: by!,
    members: [by!],
    call: post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value: on }] }),
    changes: (change: (fact: ModelCommunity['membersOnly'], value: boolean) => void) =>
      change(community.membersOnly, on),
  });
  return { ...plan(true), rest: graces.authority + random.below(2_000), next: plan(false) };
};

/** The operator closes it for a while; nobody writes meanwhile. */
const close: Act = ({ community, random }) => {
  const call = (verb: string): Call => post(`/platform/v1/tenants/${community.tenantId}/${verb}`, {});
  const { members } = community;
  return {
    by: null,
    members,
    call: call('suspend'),
    changes: (change) => change(community.standing, 'closed'),
    rest: graces.authority + random.below(1_000),
    next: {
      by: null,
      members,
      call: call('resume'),
      changes: (change) => change(community.standing, 'open'),
      rest: graces.authority + 100,
    },
  };
};

export const siteActs: readonly (readonly [number, Act])[] = [
  [0.6, shut],
  [0.3, close],
];
