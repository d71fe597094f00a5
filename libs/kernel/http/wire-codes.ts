/**
 * Every code of the wire, in one table: shared by all errors that leave a community under `/v1`. Upstream's codes keep
 * their numbers and texts; refusals of our own are 1rrnnn (rr: number of the room). `status` is the HTTP status.
 * 401 is for 10003 to 10007 only: a compatible client takes it as "log out".
 */
export interface WireCode {
  readonly code: number;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

const row = (code: number, status: number, zh: string, en: string): WireCode => ({ code, status, zh, en });

export const wireCodes = {
  internal: row(10000, 500, '服务内部错误', 'Internal server error.'),
  'request.invalid': row(10001, 400, '入参错误', 'Invalid parameters.'),
  'request.no-route': row(404, 404, 'Not Found', 'Not Found'),
  'request.not-found': row(10002, 404, '找不到', 'Not found.'),
  'auth.no-account': row(10003, 401, '账户不存在', 'This account does not exist.'),
  'auth.wrong-credentials': row(10004, 401, '账户密码错误', 'Wrong account or password.'),
  'auth.token-invalid': row(10005, 401, '鉴权失败，Token 错误或丢失', 'Please sign in: the token is wrong or missing.'),
  // The number opens a client's sign-in.
  'community.members-only': row(
    10005,
    401,
    '本社区仅对成员开放，请先登录',
    'This community is for its members: please sign in.',
  ),
  'auth.token-revoked': row(10006, 401, '鉴权失败，Token 超时', 'Please sign in again: this session has ended.'),
  'auth.token-not-made': row(10007, 401, '鉴权失败，Token 生成失败', 'The token could not be made.'),
  'request.too-many': row(10008, 429, '请求过多', 'Too many requests.'),
  'gateway.method': row(10109, 405, '网关仅接受GET或POST请求', 'The gateway accepts only GET and POST.'),
  'gateway.unsigned': row(10110, 400, '网关请求缺少签名', 'The gateway request lacks a signature.'),
  'gateway.no-key': row(10111, 400, '网关请求缺少APP KEY', 'The gateway request lacks an app key.'),
  'gateway.bad-key': row(10112, 400, '网关请求无效APP KEY', 'The gateway request has an invalid app key.'),
  'gateway.key-disabled': row(10113, 403, '网关请求APP KEY已停用', 'This gateway app key is disabled.'),
  'gateway.bad-signature': row(10114, 400, '网关请求参数签名错误', 'The gateway parameter signature is wrong.'),
  'gateway.too-many': row(10115, 429, '网关请求频次超限', 'Too many gateway requests.'),
  'upload.failed': row(10200, 400, '文件上传失败', 'The upload failed.'),
  'upload.type-refused': row(10201, 415, '文件类型不合法', 'This type of file is not allowed.'),
  'upload.too-large': row(10202, 413, '文件大小超限', 'The file is too large.'),
  'upload.quota-exceeded': row(10203, 507, '社区的存储空间已用完', 'This community has no more room for files.'),
  'request.not-implemented': row(10501, 501, '功能未实现', 'This is not implemented.'),

  'member.username-taken': row(20001, 409, '用户名已存在', 'This username is taken.'),
  'member.username-length': row(20002, 400, '用户名长度3~12', 'A username has 3 to 12 characters.'),
  'member.username-characters': row(20003, 400, '用户名只能包含字母、数字', 'A username has letters and digits only.'),
  'member.password-length': row(20004, 400, '密码长度6~128', 'A password has 6 to 128 characters.'),
  'member.registration-failed': row(20005, 400, '用户注册失败', 'The registration failed.'),
  'member.banned': row(20006, 403, '该账户已被封停', 'This account has been suspended.'),
  'member.forbidden': row(20007, 403, '无权限执行该请求', 'You may not do this.'),
  'member.two-factor-bound': row(20008, 409, '当前用户已绑定二次验证', 'Two-step sign-in is already set up.'),
  'member.two-factor-wrong': row(20009, 403, '二次验证码验证失败', 'The two-step code is wrong.'),
  'member.two-factor-unbound': row(20010, 409, '当前用户未绑定二次验证', 'Two-step sign-in is not set up.'),
  'member.password-wrong': row(20011, 403, '当前用户密码验证失败', 'The current password is wrong.'),
  'member.captcha-wrong': row(20012, 400, '图形验证码验证失败', 'The picture code is wrong.'),
  'member.phone-required': row(20013, 403, '拒绝操作: 账户未绑定手机号', 'Please add a phone number first.'),
  'member.login-locked': row(
    20014,
    429,
    '登录失败次数过多，请稍后再试',
    'Too many failed logins. Please try again later.',
  ),
  'member.sms-failed': row(20015, 502, '短信验证码获取失败', 'The SMS code could not be sent.'),
  'member.sms-limit': row(20016, 429, '短信验证码获取次数已达今日上限', 'No more SMS codes today.'),
  'member.phone-taken': row(20017, 409, '该手机号已被绑定', 'This phone number belongs to another account.'),
  'member.sms-wrong': row(20018, 400, '手机验证码不正确', 'The SMS code is wrong.'),
  'member.sms-used-up': row(20019, 400, '手机验证码已达最大使用次数', 'The SMS code was used too often.'),
  'member.nickname-length': row(20020, 400, '昵称长度2~12', 'A nickname has 2 to 12 characters.'),
  'member.not-found': row(20021, 404, '用户不存在', 'This member does not exist.'),
  'member.not-administrator': row(20022, 403, '无管理权限', 'Administrators only.'),
  'member.registration-closed': row(20023, 403, '系统不允许注册用户', 'Registration is closed.'),

  'post.list-failed': row(30001, 500, '获取动态列表失败', 'The posts could not be listed.'),
  'post.not-published': row(30002, 400, '动态发布失败', 'The post could not be published.'),
  'post.not-found': row(30003, 404, '获取动态详情失败', 'This post does not exist.'),
  'post.not-deleted': row(30004, 500, '动态删除失败', 'The post could not be deleted.'),
  'post.not-locked': row(30005, 404, '动态锁定失败', 'The post could not be locked.'),
  'topic.list-failed': row(30006, 500, '获取话题列表失败', 'The topics could not be listed.'),
  'attachment.invalid': row(30007, 404, '附件下载请求不合法', 'There is no such attachment.'),
  'attachment.failed': row(30008, 500, '附件下载请求失败', 'The download could not be prepared.'),
  'attachment.balance': row(30009, 402, '附件下载失败:账户资金不足', 'Your balance is too low for this download.'),
  'attachment.charge': row(30010, 500, '附件下载失败:扣费失败', 'The download could not be charged.'),
  'post.not-pinned': row(30011, 404, '动态置顶失败', 'The post could not be pinned.'),
  'post.visibility-failed': row(30012, 404, '更新可见性失败', 'The visibility could not be changed.'),
  'post.highlight-failed': row(30013, 404, '动态设为亮点失败', 'The post could not be highlighted.'),
  'post.style-unknown': row(30014, 400, '使用未知样式参数获取动态列表', 'Unknown style of list.'),
  'post.guest-refused': row(30015, 403, '使用游客账户获取动态详情失败', 'Guests may not read this post.'),

  'comment.list-failed': row(40001, 500, '获取评论列表失败', 'The comments could not be listed.'),
  'comment.not-published': row(40002, 400, '评论发布失败', 'The comment could not be published.'),
  'comment.not-found': row(40003, 404, '获取评论详情失败', 'This comment does not exist.'),
  'comment.not-deleted': row(40004, 500, '评论删除失败', 'The comment could not be deleted.'),
  'reply.not-published': row(40005, 400, '评论回复失败', 'The reply could not be published.'),
  'reply.not-found': row(40006, 404, '获取评论详情失败', 'This reply does not exist.'),
  'comment.too-many': row(40007, 409, '评论数已达最大限制', 'This post has as many comments as it may have.'),
  'comment.votes-failed': row(40008, 500, '获取评论点赞信息失败', 'The votes could not be read.'),
  'comment.highlight-failed': row(40009, 404, '设置精选评论失败', 'The comment could not be highlighted.'),

  'message.list-failed': row(50001, 500, '获取消息列表失败', 'The messages could not be listed.'),
  'message.not-found': row(50002, 404, '标记消息已读失败', 'This message does not exist.'),
  'whisper.not-sent': row(50003, 400, '私信发送失败', 'The message could not be sent.'),
  'whisper.to-self': row(50004, 400, '不允许给自己发送私信', 'You may not write to yourself.'),
  'whisper.limit': row(50005, 429, '今日私信次数已达上限', 'No more private messages today.'),

  'collection.list-failed': row(60001, 500, '获取收藏列表失败', 'The collection could not be listed.'),
  'star.list-failed': row(60002, 500, '获取点赞列表失败', 'The stars could not be listed.'),

  'wallet.recharge-failed': row(70001, 502, '充值请求失败', 'The recharge could not be started.'),
  'wallet.notify-failed': row(70002, 400, '充值回调失败', 'The payment notice is not valid.'),
  'wallet.recharge-not-found': row(70003, 404, '充值详情获取失败', 'This recharge does not exist.'),
  'wallet.bills-failed': row(70004, 500, '用户钱包账单获取失败', 'The bills could not be listed.'),

  'friend.self': row(80001, 400, '不允许添加自己为好友', 'You may not add yourself as a friend.'),
  'friend.not-found': row(80002, 404, '好友id不存在', 'This member does not exist.'),
  'friend.request-failed': row(80003, 500, '申请添加朋友请求发送失败', 'The request could not be sent.'),
  'friend.not-added': row(80004, 409, '添加好友失败', 'There is no request to accept.'),
  'friend.not-rejected': row(80005, 409, '拒绝好友失败', 'There is no request to reject.'),
  'friend.not-deleted': row(80006, 500, '删除好友失败', 'The friend could not be removed.'),
  'friend.list-failed': row(80007, 500, '获取联系人列表失败', 'The contacts could not be listed.'),
  'friend.act-on-self': row(80008, 400, '不允许对自己操作', 'You may not do this to yourself.'),
  'follow.failed': row(80100, 500, '关注失败', 'The follow failed.'),
  'unfollow.failed': row(80101, 500, '取消关注失败', 'The unfollow failed.'),
  'follow.list-failed': row(80102, 500, '获取关注列表失败', 'The list could not be read.'),
  'follower.list-failed': row(80103, 500, '获取粉丝列表列表失败', 'The followers could not be listed.'),
  'follow.count-failed': row(80104, 500, '获取关注计数信息失败', 'The counts could not be read.'),
  'follow.self': row(80105, 400, '不能关注自己', 'You cannot follow yourself.'),
  'unfollow.self': row(80106, 400, '不能取消关注自己', 'You cannot unfollow yourself.'),
  'topic.not-followed': row(90001, 404, '关注话题失败', 'The topic could not be followed.'),
  'topic.not-unfollowed': row(90002, 404, '取消关注话题失败', 'The topic could not be unfollowed.'),
  'topic.stick-failed': row(90003, 404, '更新话题置顶状态失败', 'The topic could not be put first.'),
  'topic.pin-failed': row(90005, 404, '更新话题钉住状态失败', 'The topic could not be pinned.'),
  'comment.up-failed': row(90101, 404, '评论点赞失败', 'The vote could not be counted.'),
  'comment.down-failed': row(90102, 404, '评论点踩失败', 'The vote could not be counted.'),
  'reply.up-failed': row(90103, 404, '评论回复点赞失败', 'The vote could not be counted.'),
  'reply.down-failed': row(90104, 404, '评论回复点踩失败', 'The vote could not be counted.'),
  'trends.failed': row(802001, 500, '获取动态条栏信息失败', 'The trends could not be read.'),

  // Our own: 100 kernel/http and tenancy, 101 identity, 103 posts, 104 relations, 106 media, 107 wallet, 108 support, 110 site.
  'host.unknown': row(100001, 404, '没有这个社区', 'There is no community at this address.'),
  'host.invalid': row(100002, 400, '主机名不合法', 'The Host header of this request is not valid.'),
  'tenant.unavailable': row(100003, 503, '社区暂时不可用', 'This community is not available at the moment.'),
  'tenant.read-only': row(100004, 503, '社区当前只读', 'This community can only be read at the moment.'),
  'tenant.archived': row(100012, 410, '社区已关闭并归档', 'This community has been closed and archived.'),
  'request.body-too-large': row(100005, 413, '请求内容过大', 'The request is too large.'),
  'request.media-type': row(100006, 415, '不支持的内容类型', 'This content type is not supported.'),
  'request.key-reused': row(
    100009,
    422,
    '此 Idempotency-Key 已用于另一请求',
    'This Idempotency-Key was used with another request.',
  ),
  'server.busy': row(100008, 503, '服务繁忙，请稍后再试', 'The server is busy. Please try again in a moment.'),
  'server.stopping': row(100007, 503, '服务正在重启', 'The server is restarting. Please try again.'),
  'form.elsewhere': row(
    100010,
    403,
    '这份表单来自其他网站，因此没有被接受',
    'This form was sent from another website, so it was not accepted.',
  ),
  'form.outdated': row(
    100011,
    403,
    '页面已过期，请返回刷新后再试',
    'This page has been open for too long. Go back, load it again, and send the form once more.',
  ),
  'quota.exceeded': row(
    100012,
    403,
    '本社区在当前套餐下的用量已满，请稍后再试或联系管理员',
    'This community has used up what its plan allows. Please try again later, or ask its administrators.',
  ),
  'invitation.invalid': row(101001, 410, '邀请链接无效或已过期', 'This invitation was used or has expired.'),
  'session.not-found': row(101002, 404, '没有这个登录会话', 'There is no such session.'),
  'member.nickname-characters': row(101003, 400, '昵称包含不允许的字符', 'A nickname has visible characters only.'),
  'member.protected': row(
    101004,
    409,
    '不能对自己或管理员执行此操作',
    'You may not do this to yourself or to another administrator.',
  ),
  'member.sms-too-soon': row(101005, 429, '请稍后再获取验证码', 'Please wait a moment before asking for another code.'),
  'post.locked': row(103001, 403, '该动态已被锁定，不能评论', 'This post is locked: it takes no more comments.'),
  'post.quote-refused': row(103002, 403, '不能转发该动态', 'This post may not be repeated or quoted.'),
  'post.already-reposted': row(103003, 409, '已经转发过该动态', 'You have repeated this post already.'),
  'relation.blocked': row(
    104001,
    403,
    '由于屏蔽设置，无法进行此操作',
    'A block between you and this member does not allow this.',
  ),
  'media.link-expired': row(106001, 403, '下载链接无效或已过期', 'This link is not valid or has expired.'),
  'wallet.not-for-sale': row(107001, 400, '该动态没有付费附件', 'Nothing of this post is for sale.'),
  'support.link-expired': row(108001, 410, '该链接已被使用或已过期', 'This link was used or has expired.'),
  'support.closed': row(108002, 409, '该支持访问已有决定或已结束', 'This was decided already, or is over.'),
  'site.feature-off': row(110001, 403, '本社区未开启此功能', 'This community has switched this off.'),
} as const satisfies Record<string, WireCode>;

export type WireErrorName = keyof typeof wireCodes;

/** Refusals of the platform API, which speaks RFC 9457 and needs no number. */
export interface Problem {
  readonly status: number;
  readonly en: string;
}

const problem = (status: number, en: string): Problem => ({ status, en });

export const problems = {
  'operator.token-invalid': problem(401, 'The operator token is missing or not valid.'),
  'operator.role-insufficient': problem(403, 'Your role does not allow this.'),
  'operator.name-taken': problem(409, 'An operator has this name.'),
  'operator.not-found': problem(404, 'There is no such operator.'),
  'operator.scope-missing': problem(403, 'This token may not do this.'),
  'operator.beyond-own': problem(403, 'Your token cannot give what it may not do itself.'),
  'operator.last-admin': problem(409, 'There has to be an operator who may do everything: this is the last one.'),
  'operator.disabled': problem(409, 'The account of this operator is closed.'),
  'operator.token-not-found': problem(404, 'The operator has no such token.'),
  'support.not-found': problem(404, 'There is no such support access.'),
  'support.open-already': problem(409, 'Support has asked for this community already, or looks at it.'),
  'support.not-granted': problem(409, 'The community has not consented, or its consent is over.'),
  'support.not-yours': problem(403, 'Another operator has asked for this access.'),
  'tenant.not-found': problem(404, 'There is no such community.'),
  'tenant.slug-taken': problem(409, 'This name is taken.'),
  'tenant.slug-invalid': problem(422, 'This name cannot be used.'),
  'tenant.owner-invalid': problem(422, 'The owner cannot be created like this.'),
  'tenant.state-conflict': problem(409, 'The community is not in a state that allows this.'),
  'tenant.provisioning-failed': problem(500, 'The community could not be made, and nothing of it is left.'),
  'tenant.capacity': problem(503, 'There is no room for another community.'),
  'domain.invalid': problem(422, 'A community cannot have a domain of this name.'),
  'domain.not-found': problem(404, 'This community has no such domain.'),
  'domain.taken': problem(409, 'Another community has proven that this domain is its own.'),
  'domain.quarantined': problem(409, 'This domain was another community’s until a short while ago.'),
  'domain.unverified': problem(409, 'It has not been proven that this domain is the community’s.'),
  'domain.permanent': problem(409, 'A community keeps its name below the platform’s domain.'),
  'owner.email-invalid': problem(422, 'No mail can be sent to this address.'),
  'owner.no-email': problem(409, 'No address of the owner waits to be confirmed.'),
  'owner.mail-limit': problem(429, 'This address has had so many mails of this kind that it gets no more for an hour.'),
  'owner.link-invalid': problem(410, 'This link was used or has expired.'),
  'owner.not-owner': problem(403, 'Only the owner of the community may do this.'),
  'owner.name-differs': problem(422, 'This is not the name of the community.'),
  'owner.candidate-unfit': problem(422, 'Nobody of this name can own the community.'),
  'owner.offer-not-found': problem(404, 'There is no such offer: it was taken back, or has expired.'),
  'owner.recovery-open': problem(409, 'A recovery of this community waits to be confirmed.'),
  'owner.recovery-not-found': problem(404, 'No recovery of this community waits to be confirmed.'),
  'owner.recovery-too-early': problem(
    409,
    'Another operator has to confirm this; whoever is the only one waits a day.',
  ),
  'signup.invalid': problem(422, 'Some of this cannot be used.'),
  'signup.closed': problem(403, 'Communities are made by the operators here.'),
  'signup.limit': problem(429, 'Too many communities in one day. Please try again tomorrow.'),
  'signup.not-found': problem(404, 'There is no such sign-up.'),
  'signup.decided': problem(409, 'This sign-up does not wait for a decision.'),
  'signup.invitation-not-found': problem(404, 'There is no such invitation.'),
  'idempotency.key-reused': problem(422, 'This Idempotency-Key was used with another request.'),
  'idempotency.key-missing': problem(400, 'This request needs an Idempotency-Key header.'),
  'operation.not-found': problem(404, 'There is no such operation.'),
  'job.not-found': problem(404, 'There is no such task: perhaps it is done.'),
  'job.not-dead': problem(409, 'The task has not been given up, so it is left alone.'),
  'reconcile.not-found': problem(404, 'There is no such report.'),
  'search.run-not-found': problem(404, 'There is no such rebuild or move.'),
  'webhook.not-found': problem(404, 'There is no such webhook.'),
  'webhook.url-refused': problem(422, 'Nothing is sent to this address.'),
  'webhook.too-many': problem(409, 'There are as many webhooks as there may be.'),
  'webhook.inactive': problem(409, 'The webhook is switched off.'),
  'webhook.delivery-not-found': problem(404, 'The webhook has no such delivery.'),
  'status.not-found': problem(404, 'There is no such notice.'),
  'status.over': problem(409, 'It is over, so it is not changed any more.'),
  'status.too-late': problem(422, 'Work is announced at least 24 hours ahead, unless it is an emergency.'),
  'status.times-refused': problem(422, 'It cannot be at these times.'),
  'status.affects-unknown': problem(422, 'There is no such plan or community.'),
  'search.no-store': problem(409, 'There is no OpenSearch, so there is nowhere to move to.'),
  'plan.not-found': problem(404, 'There is no such plan.'),
} as const satisfies Record<string, Problem>;

export type ErrorName = keyof typeof wireCodes | keyof typeof problems;

/** What is said of an error on a surface that has no numbers. */
export const problemOf = (name: ErrorName): Problem =>
  name in wireCodes ? wireCodes[name as keyof typeof wireCodes] : problems[name as keyof typeof problems];

/** The number on the wire; a problem of the platform has none of its own there. */
export const wireCodeOf = (name: ErrorName): WireCode =>
  name in wireCodes ? wireCodes[name as keyof typeof wireCodes] : wireCodes.internal;
