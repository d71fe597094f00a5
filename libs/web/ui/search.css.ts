/** The page of a search, and what is suggested below every box. */
export const searchCss = `
mark{padding:0 1px;border-radius:3px;background:color-mix(in srgb,var(--collect) 24%,transparent);color:inherit;font-weight:600}
.search-head{display:grid;gap:var(--s3);padding:var(--s3) var(--s4)}
.search-head h1{font-size:17px}
.search-form{display:grid;gap:var(--s3);margin:0}
.search-form .wrong{color:var(--danger);font-size:13px}
.search-line{display:flex;gap:var(--s2)}
.search-line .search-box{flex:1;min-width:0}
.search-line input{min-height:44px;font-size:16px}
.search-line .button{flex:none;padding-inline:var(--s4)}
body:has(.search-form) .aside .search-box{display:none}
.filters>summary{display:inline-flex;align-items:center;gap:var(--s2);min-height:32px;color:var(--muted);font-size:13px;font-weight:600;cursor:pointer;list-style:none}
.filters>summary::-webkit-details-marker{display:none}
.filters>summary:hover,.filters[open]>summary{color:var(--text)}
.filters>summary .icon{width:18px;height:18px}
.given{min-width:18px;padding:0 5px;border-radius:var(--round);background:var(--accent);color:var(--on-accent);font-size:12px;line-height:18px;text-align:center}
.filter-fields{display:grid;grid-template-columns:1fr 1fr;gap:var(--s3);align-items:start;margin-top:var(--s2);padding:var(--s4);border-radius:var(--radius);background:var(--sunken)}
.filter-fields .field{align-content:start}
.filter-fields .button{justify-self:end;align-self:end}
.filter-has{display:flex;flex-wrap:wrap;align-items:center;gap:0 var(--s4);margin:0;padding:0;border:0}
.filter-has legend{padding:0;font-weight:600}
.filter-check{display:inline-flex;align-items:center;gap:var(--s2);min-height:40px}
.filter-check input{width:20px;height:20px;margin:0;accent-color:var(--accent)}
.understood{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2);padding:var(--s3) var(--s4) 0}
.understood .chip{display:inline-flex;align-items:center;gap:4px;min-height:28px;max-width:100%;background:var(--tint)}
.understood .chip .icon{width:14px;height:14px}
.found-head{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 var(--s4);padding:var(--s2) var(--s4);border-bottom:1px solid var(--hairline)}
.found-head .note{flex-basis:100%;margin:var(--s1) 0 var(--s2);font-size:13px}
.orders{display:flex;gap:var(--s4);font-size:13px}
.orders a{padding:6px 0;color:var(--muted)}
.orders a[aria-current]{color:var(--text);font-weight:650}
.snippet{white-space:normal}
.search-start{display:grid;gap:var(--s5);padding:var(--s5) var(--s4)}
.search-start h2{margin-bottom:var(--s3);font-size:15px}
.search-start .chip{padding:4px var(--s3);background:var(--tint)}
.tips{display:grid;gap:var(--s2);margin-bottom:var(--s3)}
.tips div{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px var(--s3)}
.tips code{padding:2px var(--s2);border-radius:var(--radius-small);background:var(--sunken);font-size:13px}
.search-suggestions{position:absolute;inset:calc(100% + 4px) 0 auto;z-index:8;display:grid;max-height:60vh;overflow:auto;padding:6px;border:1px solid var(--hairline);border-radius:var(--radius);background:var(--page);box-shadow:var(--lifted)}
.search-suggestions a{display:flex;align-items:center;gap:var(--s3);min-height:44px;padding:6px var(--s3);border-radius:var(--radius-small);color:var(--text)}
.search-suggestions a:hover,.search-suggestions [aria-selected=true]{background:var(--sunken);text-decoration:none}
.search-suggestions .sign{display:grid;place-items:center;flex:none;width:28px;height:28px;border-radius:50%;background:var(--tint);color:var(--accent);font-weight:650}
.search-suggestions .avatar{flex:none}
.search-suggestions span>*{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.search-suggestions a>span:last-child{min-width:0;line-height:1.35}
.search-suggestions b{font-weight:600}
.aside:has(.search-suggestions:not([hidden])){overflow:visible}
.search-suggestions[hidden]{display:none}
@media (pointer:coarse){
.filters>summary,.understood .chip,.orders a{min-height:44px}
.orders a{display:inline-flex;align-items:center}
.search-start .chip{line-height:36px}
}
@media (max-width:480px){
.filter-fields{grid-template-columns:minmax(0,1fr)}
}
`;
