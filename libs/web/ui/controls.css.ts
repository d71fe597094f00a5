/** What can be pressed, opened and chosen. Fingers get 44 px. */
export const controlsCss = `
.button{justify-self:start;display:inline-flex;align-items:center;justify-content:center;gap:var(--s2);min-height:40px;padding:8px var(--s5);border:1px solid transparent;border-radius:var(--round);background:var(--accent);color:var(--on-accent);font:inherit;font-weight:650;line-height:1.3;text-align:center;cursor:pointer;transition:filter .12s,background .12s}
.button:hover{filter:brightness(1.06);text-decoration:none}
.button .icon{width:18px;height:18px}
.button.quiet{border-color:var(--edge);background:none;color:var(--text);font-weight:600}
.button.quiet:hover{background:var(--sunken);filter:none}
.button.soft{background:var(--tint);color:var(--accent)}
.button.danger{background:var(--danger);color:var(--page)}
.button.danger.quiet{border-color:var(--danger);background:none;color:var(--danger)}
.button.small{min-height:32px;padding:4px var(--s4);font-size:13px}
.button:disabled,form[aria-busy] .button{opacity:.6;cursor:progress}
form:not([aria-busy]) .button:disabled{cursor:not-allowed}
.act{display:inline-flex;margin:0}
.actions{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s3);margin-top:var(--s4)}
.icon-link,.icon-button{display:inline-grid;place-items:center;width:36px;height:36px;padding:0;border:0;border-radius:50%;background:none;color:var(--text);font:inherit;cursor:pointer}
.icon-link:hover,.icon-button:hover{background:var(--sunken);text-decoration:none}
.badge{display:inline-block;min-width:18px;padding:0 5px;border-radius:var(--round);background:var(--danger);color:var(--page);font-size:12px;font-weight:650;line-height:18px;text-align:center}
.pop{position:relative;z-index:2}
.pop[open]{z-index:6}
.pop>summary{display:grid;place-items:center;width:36px;height:36px;border-radius:50%;color:var(--muted);cursor:pointer;list-style:none}
.pop>summary::-webkit-details-marker{display:none}
.pop>summary:hover,.pop[open]>summary{background:var(--sunken);color:var(--text)}
.pop>summary>.icon{stroke-width:2.6}
.pop-list{position:absolute;right:0;top:calc(100% + 4px);display:grid;min-width:200px;max-width:min(320px,80vw);padding:6px;border:1px solid var(--hairline);border-radius:var(--radius);background:var(--page);box-shadow:var(--lifted)}
.pop-list a,.pop-list button{display:flex;align-items:center;gap:var(--s3);width:100%;min-height:40px;padding:8px var(--s3);border:0;border-radius:var(--radius-small);background:none;color:var(--text);font:inherit;text-align:start;cursor:pointer}
.pop-list a:hover,.pop-list button:hover{background:var(--sunken);text-decoration:none}
.pop-list .danger{color:var(--danger)}
.pop-list .act{display:block}
.tabs{display:flex;overflow-x:auto;border-bottom:1px solid var(--hairline);background:var(--page);scrollbar-width:none}
.tabs::-webkit-scrollbar{display:none}
.tabs a{position:relative;flex:1 0 auto;display:grid;place-items:center;grid-auto-flow:column;gap:4px;min-height:46px;padding:0 var(--s4);color:var(--muted);font-weight:600;white-space:nowrap;transition:background .12s}
.tabs a:hover{background:var(--sunken);text-decoration:none}
.tabs a[aria-current]{color:var(--text)}
.tabs a[aria-current]::after{content:"";position:absolute;inset:auto 24% 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}
.open:focus-visible{outline:none}
.open:focus-visible::after{outline:2px solid var(--accent);outline-offset:-2px}
.rows{display:grid;grid-template-columns:minmax(0,1fr)}
.row{position:relative;display:flex;align-items:center;gap:var(--s3);min-height:64px;padding:var(--s3) var(--s4);border-bottom:1px solid var(--hairline);transition:background .12s}
.row:hover{background:color-mix(in srgb,var(--sunken) 55%,transparent)}
.row-text{flex:1;min-width:0;line-height:1.45}
.row-text b{font-weight:650}
.row-act{position:relative;z-index:1;display:flex;gap:var(--s2);flex:none}
.search-box{position:relative;display:flex;align-items:center}
.search-box .icon{position:absolute;left:var(--s3);color:var(--muted);pointer-events:none}
.search-box input{width:100%;min-height:42px;padding:8px var(--s4) 8px 40px;border:1px solid transparent;border-radius:var(--round);background:var(--sunken);color:var(--text);font:inherit}
.search-box input:focus{outline:2px solid var(--accent);outline-offset:0;background:var(--page)}
.choice{display:flex;flex-wrap:wrap;align-items:center;gap:2px var(--s2)}
.choice .icon{width:16px;height:16px}
.choice a{padding:2px 0}
.choice a[aria-current]{color:var(--text);text-decoration:none;font-weight:600}
.banner{display:flex;align-items:center;gap:var(--s3);padding:var(--s3) var(--s4);border-bottom:1px solid var(--hairline);background:var(--tint);color:var(--text)}
.banner>div{flex:1;min-width:0}
.toasts{position:fixed;inset:auto 0 var(--s5);z-index:9;display:grid;justify-items:center;padding:0 var(--s4);pointer-events:none}
.toast{padding:10px var(--s5);border-radius:var(--round);background:var(--text);color:var(--page);font-weight:600;box-shadow:var(--lifted);animation:rise .2s}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
.keys{display:grid;gap:var(--s2)}
.keys div{display:flex;align-items:baseline;gap:var(--s4)}
.keys dt{display:flex;gap:4px;min-width:72px}
kbd{display:inline-block;min-width:26px;padding:1px 7px;border:1px solid var(--edge);border-bottom-width:2px;border-radius:var(--radius-small);background:var(--sunken);font:600 13px/1.5 ui-monospace,Menlo,Consolas,monospace;text-align:center}
.skeleton{border-radius:var(--radius-small);background:var(--sunken);animation:breathe 1.6s infinite}
@keyframes breathe{50%{opacity:.55}}
@media (pointer:coarse){
.button,.icon-link,.icon-button,.pop>summary,.tabs a,.pop-list a,.pop-list button{min-height:44px}
.button.small{min-width:64px;min-height:44px}
.icon-link,.icon-button,.pop>summary{width:44px;height:44px}
.choice a{padding:10px 2px}
}
@media (max-width:819px){
.toasts{bottom:calc(80px + env(safe-area-inset-bottom))}
}
`;
