/** The front page: what stands above the posts, and what grows below them. */
export const timelineCss = `
.tab-head{display:block;min-height:0;padding:0}
.tab-head .tabs{border:0}
.welcome{padding:var(--s5) var(--s4);border-bottom:1px solid var(--hairline);background:linear-gradient(var(--tint),var(--page))}
.welcome p{margin-top:var(--s1);text-wrap:pretty}
.welcome .welcome-title{margin:0;font-size:20px;font-weight:700;line-height:1.35}
.welcome-acts{display:flex;flex-wrap:wrap;gap:var(--s3)}
.welcome .welcome-acts{margin-top:var(--s4)}
.quick{position:relative;display:flex;align-items:center;gap:var(--s3);padding:var(--s3) var(--s4);border-bottom:1px solid var(--hairline)}
.quick .avatar{flex:none;align-self:flex-start}
.quick textarea{flex:1;min-width:0;min-height:40px;max-height:50vh;padding:8px 0;border:0;background:none;color:var(--text);font:inherit;font-size:16px;line-height:1.5;resize:none;field-sizing:content}
.quick textarea:focus{outline:none}
.quick textarea::placeholder{color:var(--muted);opacity:1}
.quick:focus-within{box-shadow:inset 0 -2px var(--accent)}
.quick .icon-link{color:var(--accent)}
.quick-count{flex:none;font-size:13px;color:var(--muted)}
.quick-count.over{color:var(--danger);font-weight:650}
.trends{border-bottom:1px solid var(--hairline);overflow-x:auto;scrollbar-width:none}
.trends::-webkit-scrollbar{display:none}
.trends ul{display:flex;gap:var(--s1);width:max-content;padding:var(--s3) var(--s3) var(--s2)}
.trends a{position:relative;display:grid;justify-items:center;gap:6px;width:68px;padding:4px 2px;border-radius:var(--radius);color:var(--text);font-size:12px;line-height:1.4}
.trends a:hover{background:var(--sunken);text-decoration:none}
.trends .avatar{width:48px;height:48px}
.trends .fresh .avatar{outline:2px solid var(--accent);outline-offset:2px}
.trends .fresh a::after{content:"";position:absolute;top:42px;left:calc(50% + 13px);width:12px;height:12px;border:2px solid var(--page);border-radius:50%;background:var(--accent)}
.trend-name{max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.suggestions .empty{padding-bottom:var(--s5)}
.suggestions .chips{padding:0 var(--s4) var(--s4)}
.suggestions .chip{padding:4px 12px;background:var(--tint)}
.pages[aria-busy=true] .next{opacity:.6}
.pages-failed{display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:var(--s3);padding:var(--s4);color:var(--danger)}
.pages-failed~.pager{display:none}
.newer{position:sticky;top:64px;z-index:2;display:flex;justify-content:center;height:0}
.newer a{align-self:flex-start;margin-top:var(--s2);padding:8px var(--s4);border-radius:var(--round);background:var(--accent);color:var(--on-accent);font-size:13px;font-weight:650;box-shadow:var(--lifted);animation:rise .2s}
.newer a:hover{text-decoration:none;filter:brightness(1.06)}
@media (max-width:819px){
.tab-head{top:calc(52px + env(safe-area-inset-top))}
.newer{top:calc(112px + env(safe-area-inset-top))}
}
`;
