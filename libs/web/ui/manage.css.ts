/** The owner's desk. */
export const manageCss = `
.desk-tabs .tabs a{padding:0 10px}
.desk-intro{display:grid;gap:var(--s3);padding:var(--s4)}
.desk-figures{display:flex;flex-wrap:wrap;gap:1px;border:1px solid var(--hairline);border-radius:var(--radius);background:var(--hairline);overflow:hidden}
.settings .desk-figures{display:flex;gap:1px}
.desk-figures>div{flex:1 1 30%;display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:var(--s3) var(--s4);min-width:0;background:var(--page)}
.settings .desk-figures dd{font-size:26px;font-weight:650;line-height:1.3}
.desk-figures dt a{color:inherit;text-decoration:underline;text-underline-offset:2px}
.desk-note{display:block;font-size:12px;font-weight:400;line-height:1.5;color:var(--muted)}
.desk-steps{display:grid}
.desk-steps li{position:relative;display:flex;gap:var(--s3);padding:var(--s3) 0;border-bottom:1px solid var(--hairline)}
.desk-steps li:last-child{border:0}
.desk-steps a{font-weight:600}
.desk-steps a::after{content:"";position:absolute;inset:0}
.desk-sign{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;background:var(--tint);color:var(--accent)}
.desk-sign .icon{width:18px;height:18px}
.desk-address{margin-inline:0}
.desk-state{flex:none;max-width:40%;text-align:end}
.settings>section.desk-wide{max-width:none}
.desk-wide textarea{font-size:16px;line-height:1.7}
.desk-wide .actions{margin-top:0}
.desk-logo .logo{width:72px;height:72px;border-radius:18px;font-size:34px}
.desk-logo .logo.own{border:1px solid var(--hairline)}
.desk-logo>div{display:grid;gap:var(--s3)}
.desk-accent{display:grid;gap:var(--s4)}
.desk-shades{display:grid;gap:var(--s3);padding:var(--s4);border-radius:var(--radius);background:var(--sunken)}
.desk-shades figcaption{display:grid}
.desk-shades>div{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--s3)}
.desk-shades svg{margin-bottom:var(--s1);font-family:var(--font)}
.desk-shades>div[role=status]{align-items:start}
.desk-search{gap:var(--s2)}
.desk-search input{flex:1;min-width:0}
.desk-list-title{display:flex;flex-wrap:wrap;justify-content:space-between;gap:var(--s2);padding:0 var(--s4) var(--s3);border-bottom:1px solid var(--hairline);font-size:13px;font-weight:600;color:var(--muted)}
.desk-mark{display:inline-block;margin-right:6px;padding:0 var(--s2);border-radius:var(--round);background:var(--tint);color:var(--accent);font-size:12px}
.desk-mark.bad{background:var(--danger-tint);color:var(--danger)}
.desk-members .row-act .pop[open]{z-index:3}
.desk-members .topic-sign{width:32px;height:32px}
.desk-alert{margin:0 var(--s4) var(--s4)}
.desk-list-title+.list-lead{padding-bottom:var(--s2);font-size:13px}
.desk-order .row-act{gap:0}
.desk-order .icon-button:disabled{opacity:.3;cursor:default;background:none}
.desk-order .icon-button .icon{width:20px;height:20px}
.desk-order .bad{color:var(--danger)}
.desk-number{flex:none;width:24px;font-weight:650;font-variant-numeric:tabular-nums;color:var(--muted);text-align:center}
.desk-above{display:flex;flex-wrap:wrap;gap:0 var(--s3)}
.desk-above a{white-space:nowrap;position:relative;z-index:1;text-decoration:underline;text-underline-offset:2px}
#members .desk-list-title,.desk-featured .desk-list-title,.desk-all>.desk-list-title,#people .desk-list-title{padding-top:var(--s4)}
.desk-all{border-top:8px solid var(--sunken)}
.desk-form{padding:var(--s4)}
.desk-form h3{font-size:15px}
.desk-form .actions{margin-top:0}
.desk-preview{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s3);padding:var(--s5) var(--s4)}
.desk-preview h2{font-size:15px}
.desk-frame{max-width:380px;padding:var(--s4) var(--s4) var(--s3);border:1px solid var(--hairline);border-radius:18px;box-shadow:var(--shadow)}
.desk-frame-title{font-size:17px;font-weight:650}
.desk-frame .rows{grid-template-columns:minmax(0,1fr);margin:var(--s3) calc(-1*var(--s4));border-top:1px solid var(--hairline)}
.desk-frame .row:hover{background:none}
.desk-box{flex:none;width:20px;height:20px;border:1.5px solid var(--edge);border-radius:var(--radius-small)}
.desk-decision{display:grid;gap:var(--s3);padding-bottom:var(--s5)}
.desk-decision>:not(.rows){margin-inline:var(--s4)}
.desk-decision p a:not(.button){text-decoration:underline;text-underline-offset:2px}
.desk-use{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 var(--s3)}
.desk-bar{display:block;width:100%;height:6px;margin:var(--s2) 0;border-radius:var(--round);background:var(--sunken)}
.desk-bar rect{fill:var(--accent)}
.desk-bar.bad rect{fill:var(--danger)}
.desk-domain,.marked{overflow-wrap:anywhere}
.marked{user-select:all;-webkit-user-select:all;font-weight:400}
.settings section>div:has(>.desk-records){display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s3)}
.desk-records{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s2)}
.desk-records h3{font-size:14px}
.desk-records ul{display:grid;gap:1px;border:1px solid var(--hairline);border-radius:var(--radius);background:var(--hairline);overflow:hidden}
.settings .desk-records dl{grid-template-columns:auto minmax(0,1fr);gap:var(--s1) var(--s3);padding:var(--s3);background:var(--sunken);font-size:14px}
.desk-points{display:grid;gap:var(--s1);padding-left:20px;list-style:disc}
@media (max-width:520px){
.desk-tabs .tabs{display:grid;grid-template-columns:repeat(4,minmax(0,1fr))}
:lang(zh-CN) .desk-tabs .tabs{display:flex}
.desk-tabs .tabs a{padding:0 3px;font-size:13px}
#members .tabs a{padding:0 var(--s2);font-size:13px}
.desk-figures>div{flex-basis:40%}
.desk-order .row{flex-wrap:wrap}
.desk-shades>div{grid-template-columns:minmax(0,1fr)}
.desk-state{max-width:34%}
}
`;
