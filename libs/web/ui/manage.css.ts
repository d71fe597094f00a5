/** The owner's desk. */
export const manageCss = `
.desk-intro{display:grid;gap:var(--s3);padding:var(--s4)}
.desk-figures{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));border:1px solid var(--hairline);border-radius:var(--radius)}
.settings .desk-figures{gap:0}
.desk-figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:var(--s3) var(--s4);min-width:0}
.desk-figures div+div{border-left:1px solid var(--hairline)}
.settings .desk-figures dd{font-size:26px;font-weight:650;line-height:1.3}
.desk-steps{display:grid}
.desk-steps li{display:flex;gap:var(--s3);padding:var(--s3) 0;border-bottom:1px solid var(--hairline)}
.desk-steps li:last-child{border:0}
.desk-steps a{font-weight:600}
.desk-steps .done a{color:var(--muted);font-weight:400}
.desk-tick{display:grid;place-items:center;flex:none;width:24px;height:24px;border:1.5px solid var(--edge);border-radius:50%}
.done .desk-tick{border-color:var(--accent);background:var(--accent);color:var(--on-accent)}
.desk-tick .icon{width:14px;height:14px;stroke-width:2.4}
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
.desk-search{gap:var(--s2)}
.desk-search input{flex:1;min-width:0}
.desk-list-title{display:flex;flex-wrap:wrap;justify-content:space-between;gap:var(--s2);padding:0 var(--s4) var(--s3);border-bottom:1px solid var(--hairline);font-size:13px;font-weight:600;color:var(--muted)}
.desk-mark{display:inline-block;margin-right:6px;padding:0 var(--s2);border-radius:var(--round);background:var(--tint);color:var(--accent);font-size:12px}
.desk-mark.bad{background:var(--danger-tint);color:var(--danger)}
.desk-members .row-act .pop[open]{z-index:3}
@media (max-width:520px){
.desk-tabs .tabs a{padding:0 5px;font-size:13px}
.desk-figures{grid-template-columns:repeat(2,minmax(0,1fr))}
.desk-figures div:nth-child(odd){border-left:0}
.desk-figures div:nth-child(n+3){border-top:1px solid var(--hairline)}
.desk-shades>div{grid-template-columns:minmax(0,1fr)}
.desk-state{max-width:34%}
}
`;
