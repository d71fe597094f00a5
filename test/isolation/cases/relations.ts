import { type Coverage, type Preparation, reads, writes } from '../cases.js';
import { following, newcomer, newcomerAfter, told } from '../preparations.js';
import { noFriend, nobody } from './refusals.js';

const asks = 'they /v1/friend/requesting';
const listed = reads('signed-in', () => ({ query: { page_size: 100 } }));

const toMember = (prepare: Preparation) =>
  writes('signed-in', ({ member }) => ({ body: { user_id: member } }), { prepare, elsewhere: { member: nobody } });

const toFriend = (prepare: Preparation) =>
  writes('signed-in', ({ member }, at) => ({ body: { user_id: member, greetings: `${at.canary} greets` } }), {
    prepare,
    elsewhere: { member: noFriend },
  });

const ofSomebody = reads('anyone', ({ username }) => ({ query: { username } }), {
  prepare: following,
  elsewhere: { username: nobody },
});

export const relations: Coverage = {
  'POST /v1/user/follow': toMember(told('/v1/user/unfollow')),
  'POST /v1/user/unfollow': toMember(following),
  'GET /v1/user/follows': ofSomebody,
  'GET /v1/user/followings': ofSomebody,
  'GET /v1/user/contacts': listed,
  'GET /v1/user/blocks': listed,
  'GET /v1/user/mutes': listed,
  'GET /v1/trends/index': { ...listed, prepare: following },
  'POST /v1/user/block': toMember(newcomer),
  'POST /v1/user/unblock': toMember(newcomerAfter('ada /v1/user/block')),
  'POST /v1/user/mute': toMember(newcomer),
  'POST /v1/user/unmute': toMember(newcomerAfter('ada /v1/user/mute')),
  'POST /v1/friend/requesting': toFriend(newcomer),
  'POST /v1/friend/add': toFriend(newcomerAfter(asks)),
  'POST /v1/friend/reject': toFriend(newcomerAfter(asks)),
  'POST /v1/friend/withdraw': toFriend(newcomerAfter('ada /v1/friend/requesting')),
  'POST /v1/friend/delete': toFriend(newcomerAfter(asks, 'ada /v1/friend/add')),
};
