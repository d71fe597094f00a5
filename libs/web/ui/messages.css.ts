/** Notices, conversations, and what is said in one. */
export const messagesCss = `
.notices{display:grid}
.notice{position:relative;display:grid;grid-template-columns:32px minmax(0,1fr) auto;gap:0 var(--s3);padding:var(--s4);border-bottom:1px solid var(--hairline);transition:background .12s}
.notice:hover,.talk-row.unread:hover{background:color-mix(in srgb,var(--sunken) 55%,transparent)}
.notice.unread,.talk-row.unread{background:var(--tint)}
.notice .sign{display:grid;place-items:center;width:32px;height:32px;border-radius:50%;background:var(--sunken);color:var(--accent)}
.notice .sign .icon{width:18px;height:18px}
.notice.is-quoted .sign,.notice.is-repeated .sign{color:var(--collect)}
.notice.is-whispered .sign,.notice.is-friendRequested .sign{color:var(--information)}
.notice.is-removed .sign{color:var(--danger)}
.notice-text{min-width:0}
.faces{display:flex;margin-bottom:6px}
.faces .avatar{margin-right:-6px;outline:2px solid var(--page)}
.unread .faces .avatar{outline-color:var(--tint)}
.what{line-height:1.5}
.what b{font-weight:650}
.what time{white-space:nowrap}
.dot{display:inline-block;width:8px;height:8px;margin-inline-end:6px;border-radius:50%;background:var(--accent);vertical-align:middle}
.excerpt{display:-webkit-box;margin-top:2px;color:var(--muted);overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:2}
.excerpt b{font-weight:600}
.excerpt.gone{font-size:13px;font-style:italic}
:lang(zh) .excerpt.gone{font-style:normal}
.notice .act{position:relative;z-index:1}
.actions.answer{margin-top:var(--s2)}
.talk-row .row-text>.excerpt{-webkit-line-clamp:1}
.talk-row.unread .excerpt{color:var(--text)}
.talk-who{display:flex;align-items:baseline;justify-content:space-between;gap:var(--s3)}
.talk-who>a,.talk-who>b{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.talk-who>.muted{flex:none}
.quiet-link{color:inherit}
.talk{display:flex;flex-direction:column;justify-content:flex-end;min-height:50vh;padding:var(--s4)}
.talk-more,.talk-begin{padding:var(--s2);text-align:center}
.talk-more a{display:inline-block;padding:8px var(--s4);font-weight:600}
.talk-begin{margin:auto}
.lines{display:grid;gap:4px}
.day{display:grid;place-items:center;margin:var(--s4) 0 var(--s2)}
.day span{padding:2px var(--s3);border-radius:var(--round);background:var(--sunken);color:var(--muted);font-size:12px}
.line{display:grid;justify-items:start;max-width:80%}
.line.own{justify-items:end;justify-self:end}
.line time{margin:2px 6px 6px;font-size:12px}
.bubble{padding:8px 14px;border-radius:18px 18px 18px 6px;background:var(--sunken);white-space:pre-line}
.own .bubble{border-radius:18px 18px 6px 18px;background:var(--tint)}
.bubble a{text-decoration:underline;text-underline-offset:2px}
#latest{scroll-margin-bottom:240px}
.talk-write{position:sticky;bottom:0;z-index:2;padding:var(--s3) var(--s4) var(--s4);border-top:1px solid var(--hairline);background:var(--page)}
.talk-write .form{grid-template-columns:minmax(0,1fr) auto;align-items:start;gap:var(--s2) var(--s3);margin:0}
.talk-write .alert{grid-column:1/-1}
.talk-write .field{display:contents}
.talk-write .field label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.talk-write .field textarea{grid-column:1;min-height:44px;max-height:40vh;border-radius:var(--radius);field-sizing:content}
.talk-write .button{grid-column:2;grid-row:1;min-height:44px}
.talk-write .alert~.button{grid-row:2}
.talk-write .field :is(.help,.wrong){grid-column:1/-1}
.talk-note{margin:var(--s4)}
@media (max-width:819px){
.talk-write{bottom:calc(58px + env(safe-area-inset-bottom))}
.line{max-width:88%}
.talk-head{top:calc(52px + env(safe-area-inset-top))}
}
@media (max-width:480px){
.head .count .button.small{padding:4px var(--s3)}
}
`;
