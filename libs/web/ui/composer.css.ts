/** `live`: a script runs, and takes files one by one. */
export const composerCss = `
.composer{gap:0}
.composer>.alert{margin:var(--s4) var(--s4) 0}
.composer-sheet{position:relative;padding:var(--s4)}
.composer-restored{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--s2);margin-bottom:var(--s4)}
.composer-restored[hidden]{display:none}
.composer-writing{display:grid;grid-template-columns:40px minmax(0,1fr);gap:var(--s3)}
.composer-text{position:relative;display:grid;gap:var(--s2);min-width:0}
.composer-text textarea{width:100%;min-height:132px;padding:6px 0;border:0;background:none;color:var(--text);font:inherit;font-size:17px;line-height:1.6;resize:vertical;overflow-wrap:anywhere}
.composer-text textarea::placeholder,.composer-alt textarea::placeholder{color:var(--muted);opacity:1}
.composer-text textarea:focus-visible{outline:none}
.composer-text:focus-within::after{content:"";display:block;height:2px;border-radius:2px;background:var(--accent)}
.composer-text .wrong,.composer-wrong{font-size:13px;color:var(--danger);white-space:pre-line}
.composer.live .composer-text textarea{resize:none;overflow:hidden}
.composer-surplus{font-size:13px;color:var(--danger)}
.composer-surplus mark{padding:0 2px;border-radius:3px;background:var(--danger-tint);color:var(--danger)}
.composer-files{margin-top:var(--s3)}
.composer-files:focus{outline:none}
.composer-files .help,.composer-add .help{font-size:13px;color:var(--muted)}
.composer-items{display:grid;gap:var(--s2);margin:0;padding:0}
.composer-items:not(:empty){margin:var(--s2) 0}
.composer-item{display:flex;flex-wrap:wrap;align-items:flex-start;gap:var(--s2) var(--s3);padding:var(--s2);border:1px solid var(--hairline);border-radius:var(--radius);background:var(--page)}
.composer-item.failed{border-color:var(--danger)}
.composer-item.dragged{opacity:.4}
.composer-item.before{box-shadow:0 -3px 0 var(--accent)}
.composer-thumb{display:grid;place-items:center;flex:none;width:72px;height:72px;border-radius:var(--radius-small);background:var(--sunken);color:var(--muted);overflow:hidden}
.composer-thumb img{width:72px;height:72px;object-fit:cover}
.composer-thumb img[hidden]{display:none}
.composer-about{display:grid;flex:1 1 180px;gap:4px;min-width:0}
.composer-called{overflow:hidden;font-size:13px;font-weight:600;text-overflow:ellipsis;white-space:nowrap}
.composer-state{font-size:13px;color:var(--muted)}
.composer-state:empty{display:none}
.composer-item.failed .composer-state{color:var(--danger)}
.composer-item progress{width:100%;height:6px;accent-color:var(--accent)}
.composer-alt textarea{display:block;width:100%;min-height:38px;padding:7px 10px;border:1px solid var(--edge);border-radius:var(--radius-small);background:var(--page);color:var(--text);font:inherit;font-size:15px;line-height:1.45;resize:vertical}
.composer-alt textarea:focus{outline:2px solid var(--accent);outline-offset:0;border-color:var(--accent)}
.composer-remove{display:flex;align-items:center;gap:var(--s2);min-height:32px;font-size:13px}
.composer-remove input{width:20px;height:20px;margin:0;accent-color:var(--accent)}
.composer-acts{display:none;gap:0;margin:-4px -4px 0 auto}
.composer-acts .icon-button{color:var(--muted)}
.composer-acts .icon-button[hidden]{display:none}
.composer.live .composer-acts{display:flex}
.composer.live .composer-remove,.composer.live .composer-first,.composer.live .composer-add .help{display:none}
.composer-item:first-child [data-act=earlier],.composer-item:last-child [data-act=later]{visibility:hidden}
.composer-extras{display:grid;gap:var(--s1);margin-top:var(--s3)}
.composer-extras>.field{grid-template-columns:auto minmax(0,240px);justify-content:start;align-items:center;gap:var(--s3);margin-top:var(--s2)}
.composer-extra summary{display:inline-flex;align-items:center;gap:var(--s2);min-height:36px;padding:4px var(--s3) 4px 0;border-radius:var(--radius-small);color:var(--muted);cursor:pointer;list-style:none}
.composer-extra summary::-webkit-details-marker{display:none}
.composer-extra summary:hover,.composer-extra[open] summary{color:var(--text)}
.composer-extra .field{margin:var(--s2) 0 var(--s3)}
.composer-tools{display:grid;gap:var(--s3);margin-top:var(--s4);padding-top:var(--s4);border-top:1px solid var(--hairline)}
.composer-adds{display:grid;gap:var(--s4);order:-1}
.composer-add{display:grid;grid-template-columns:20px minmax(0,1fr);align-items:center;gap:4px var(--s2);font-weight:600}
.composer-add input{grid-column:2;min-height:36px;max-width:100%;font:inherit;font-weight:400}
.composer-add .help{grid-column:2;font-weight:400}
.composer.live .composer-tools{position:sticky;bottom:0;z-index:2;display:flex;align-items:center;gap:var(--s3);padding:var(--s2) 0;background:var(--page)}
.composer.live .composer-adds{display:flex;gap:0;margin-left:-8px}
.composer.live .composer-add{position:relative;display:inline-flex;align-items:center;gap:6px;min-width:40px;height:40px;padding:0 10px;border-radius:var(--round);color:var(--accent);cursor:pointer}
.composer.live .composer-add:hover{background:var(--tint)}
.composer.live .composer-add input{position:absolute;width:1px;height:1px;min-height:0;opacity:0;pointer-events:none}
.composer.live .composer-add:focus-within{outline:2px solid var(--accent);outline-offset:2px}
.composer-count{margin-left:auto;font-size:13px;color:var(--muted)}
.composer-count.over{color:var(--danger);font-weight:650}
.composer.live .composer-send{order:2;margin-left:auto}
.composer.live .composer-count{order:1}
.composer.live .composer-count:not([hidden]){margin-left:auto}
.composer.live:has(.composer-count:not([hidden])) .composer-send{margin-left:0}
.composer-drop{display:none;position:absolute;inset:var(--s2);z-index:3;place-items:center;border:2px dashed var(--accent);border-radius:var(--radius);background:color-mix(in srgb,var(--tint) 88%,transparent);color:var(--accent);font-weight:650;pointer-events:none}
.composer.dropping .composer-drop{display:grid}
.suggest-words{position:absolute;z-index:5;display:grid;min-width:200px;max-width:min(320px,100%);padding:6px;border:1px solid var(--hairline);border-radius:var(--radius);background:var(--page);box-shadow:var(--lifted)}
.suggest-words[hidden]{display:none}
.suggest-words li{min-height:40px;padding:8px var(--s3);border-radius:var(--radius-small);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;cursor:pointer}
.suggest-words li[aria-selected=true],.suggest-words li:hover{background:var(--sunken)}
@media (pointer:coarse){
.suggest-words li,.composer-extra summary{min-height:44px}
.composer.live .composer-add{min-width:44px;height:44px}
}
@media (max-width:480px){
.composer.live .composer-add-text{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.composer.live .composer-add{justify-content:center}
.composer-writing{grid-template-columns:minmax(0,1fr)}
.composer-writing>.avatar{display:none}
}
@media (max-width:819px){
.composer.live .composer-tools{bottom:calc(58px + env(safe-area-inset-bottom))}
}
`;
