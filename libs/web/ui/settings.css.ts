/** The first run of a member, and what members choose for themselves. */
export const settingsCss = `
.steps{display:flex;align-items:center;gap:6px;margin-bottom:var(--s5)}
.sheet>.steps{margin-top:0}
.steps span{flex:none;width:36px;height:4px;border-radius:2px;background:var(--hairline)}
.steps .past{background:var(--accent)}
.steps b{margin-left:var(--s2);font-size:13px;font-weight:600;color:var(--muted)}
.sheet>.greeting{margin:0;color:var(--accent);font-weight:650}
.step-end{display:flex;justify-content:space-between;gap:var(--s3)}
.own-picture{display:grid;grid-template-columns:72px minmax(0,1fr);gap:var(--s4);align-items:start;margin-top:var(--s5)}
.own-picture>.avatar{width:72px;height:72px}
.own-picture .form{gap:var(--s3)}
.field input[type=file]{padding:7px;font-size:14px}
.field input[type=file]::file-selector-button{margin-right:var(--s3);padding:4px var(--s3);border:1px solid var(--edge);border-radius:var(--round);background:none;color:var(--text);font:inherit;cursor:pointer}
.picks{display:flex;flex-wrap:wrap;gap:var(--s2)}
.pick{position:relative;display:inline-flex;align-items:center;gap:4px;min-height:40px;max-width:100%;padding:6px var(--s4);border:1px solid var(--edge);border-radius:var(--round);cursor:pointer;transition:background .12s}
.pick:hover{background:var(--sunken)}
.pick .icon{display:none;width:16px;height:16px}
.pick:has(:checked),.pick.chosen{border-color:var(--accent);background:var(--tint);color:var(--accent);font-weight:600}
.pick:has(:checked) .icon,.pick.chosen .icon{display:block}
.pick.chosen{cursor:default}
.pick:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.person-picks{margin:0 calc(-1*var(--s4));border-top:1px solid var(--hairline)}
.person-picks .row{cursor:pointer}
.person-picks input{flex:none;width:22px;height:22px;margin:0 var(--s1);accent-color:var(--accent)}
.row-text .line{display:block;max-width:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.settings-tabs .tabs a{padding:0 10px;font-size:14px}
.settings{display:grid;gap:var(--s6);padding:var(--s5) var(--s4)}
.settings>section{display:grid;gap:var(--s4);max-width:520px}
.settings>section+section{padding-top:var(--s5);border-top:1px solid var(--hairline)}
.settings .form,.settings .own-picture{margin-top:0}
.settings h2+p{margin-top:calc(-1*var(--s3))}
.settings .actions{margin-top:0}
.settings dl{display:grid;gap:var(--s3)}
.settings dt{font-size:13px;color:var(--muted)}
.settings dd{font-weight:600}
.settings .help-line{font-weight:400}
.list-lead{padding:var(--s4);color:var(--muted)}
.places-list .row .icon{color:var(--muted)}
.places-list .row::after{content:"";flex:none;width:8px;height:8px;margin-right:2px;border:solid var(--edge);border-width:2px 2px 0 0;transform:rotate(45deg)}
.places-list .row a::after{content:"";position:absolute;inset:0}
.places-list .row a{color:var(--text);font-weight:600}
.segments{display:flex;flex-wrap:wrap;gap:var(--s2)}
.segments a{display:inline-flex;align-items:center;min-height:40px;padding:6px var(--s4);border:1px solid var(--edge);border-radius:var(--round);color:var(--text)}
.segments a:hover{background:var(--sunken);text-decoration:none}
.segments a[aria-current]{border-color:var(--accent);background:var(--tint);color:var(--accent);font-weight:600}
.mark-here{margin-left:var(--s2);display:inline-block;padding:0 var(--s2);border-radius:var(--round);background:var(--tint);color:var(--accent);font-size:12px;font-weight:600}
@media (max-width:819px){
.settings-tabs{display:none}
.step-end .button{flex:1}
}
@media (pointer:coarse){
.pick,.segments a{min-height:44px}
}
@media (max-width:400px){
.own-picture{grid-template-columns:minmax(0,1fr)}
}
`;
