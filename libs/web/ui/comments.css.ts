/** A post's page below the post: who starred it, what is said of it, its history, its pictures by themselves. */
export const commentsCss = `
.further{display:flex;flex-wrap:wrap;gap:var(--s1) var(--s5);padding:0 var(--s4) var(--s2);font-size:13px}
.further a{display:inline-flex;align-items:center;gap:6px;min-height:32px;color:var(--text);font-weight:600}
.comments{border-top:1px solid var(--hairline)}
.comments .section{padding-bottom:var(--s2)}
.comment-box{display:grid;grid-template-columns:40px minmax(0,1fr);gap:0 var(--s3);padding:var(--s1) var(--s4) var(--s3);scroll-margin-top:64px}
.writer{min-width:0}
.writer-sheet{display:grid;gap:var(--s2);min-width:0}
.writer-sheet>.alert{margin:0;white-space:pre-line}
.writer-text{position:relative;display:grid;min-width:0}
.writer textarea{width:100%;min-height:44px;max-height:50vh;padding:9px var(--s3);border:1px solid var(--edge);border-radius:var(--radius);background:var(--page);color:var(--text);font:inherit;font-size:16px;line-height:1.5;resize:vertical;field-sizing:content}
.writer textarea:focus{outline:2px solid var(--accent);outline-offset:0;border-color:var(--accent)}
.writer textarea[aria-invalid=true]{border-color:var(--danger)}
.writer textarea::placeholder{color:var(--muted);opacity:1}
.writer-end{display:flex;flex-wrap:wrap;align-items:center;justify-content:flex-end;gap:var(--s2) var(--s3)}
.writer-count{font-size:13px;color:var(--muted)}
.writer-count.over{color:var(--danger);font-weight:650}
.writer-add{display:inline-flex;flex-wrap:wrap;align-items:center;gap:var(--s2);min-width:0;margin-right:auto;color:var(--accent);font-size:13px;font-weight:600}
.writer-add input{max-width:100%;font:inherit;font-weight:400;color:var(--text)}
.writer .composer-files{margin:0}
.writer:not(.live) .composer-files:not(:has(li)),.writer .composer-items:empty,.writer .composer-remind{display:none}
.writer.live .composer-files:not(:has(li)){display:none}
.writer.live .writer-add{position:relative;min-height:36px;margin-left:-8px;padding:0 10px 0 8px;border-radius:var(--round);cursor:pointer}
.writer.live .writer-add:hover{background:var(--tint)}
.writer.live .writer-add input{position:absolute;width:1px;height:1px;opacity:0;pointer-events:none}
.writer.live .writer-add:focus-within{outline:2px solid var(--accent);outline-offset:2px}
.writer.live .composer-acts{display:flex}
.writer.live .composer-remove{display:none}
.no-box{margin:var(--s1) var(--s4) var(--s3);padding:var(--s3) var(--s4);border-radius:var(--radius);background:var(--sunken);scroll-margin-top:64px}
.no-box-why{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s3);color:var(--muted)}
.no-box-why span{flex:1 1 14em;min-width:0}
.no-box .field{margin-top:var(--s3)}
.note.gone{margin:var(--s3) var(--s4)}
.comment,.reply{position:relative;scroll-margin-top:64px}
.comment .text,.version .text{white-space:pre-line}
.comment .byline{min-width:0}
.comment .signs{margin-bottom:0}
.when-said{color:inherit}
.author-sign{display:inline-block;margin-inline-start:2px;padding:0 7px;border-radius:var(--round);background:var(--tint);color:var(--accent);font-size:12px;font-weight:600;line-height:1.6}
.comment.sought,.comment:target,.reply.sought,.reply:target{background:var(--tint);box-shadow:-6px 0 0 var(--tint),6px 0 0 var(--tint);border-radius:var(--radius-small)}
.comment.sought,.comment:target{box-shadow:inset 3px 0 0 var(--accent);border-radius:0}
.votes{display:flex;flex-wrap:wrap;align-items:center;gap:2px;min-height:8px;margin:2px 0 0 -8px;color:var(--muted);font-size:13px}
.votes .icon{width:17px;height:17px}
.votes .mark{min-width:32px;height:32px}
.votes .mark[aria-pressed=true]{color:var(--accent)}
.votes .mark.down[aria-pressed=true]{color:var(--danger)}
.votes .mark[aria-pressed=true] .icon{fill:none;stroke-width:2.6}
.votes span.mark{cursor:default;background:none;color:inherit}
.replies{gap:var(--s3);margin-top:var(--s2)}
.replies ol{display:grid;gap:var(--s3)}
.more-replies>summary{display:inline-flex;align-items:center;min-height:32px;padding:0 var(--s3);margin-left:-12px;border-radius:var(--round);color:var(--accent);font-size:13px;font-weight:600;cursor:pointer;list-style:none}
.more-replies>summary::-webkit-details-marker{display:none}
.more-replies>summary::before{content:"+";margin-inline-end:6px}
.more-replies[open]>summary::before{content:"\\2212"}
.more-replies>summary:hover{background:var(--tint)}
.more-replies[open]>summary{margin-bottom:var(--s2)}
.answer{scroll-margin-top:120px}
.answer>.writer{margin-top:var(--s3)}
.comment>.card>.pictures.n1 img{max-height:320px;width:auto}
.sure>summary{display:flex;align-items:center;gap:var(--s3);min-height:40px;padding:8px var(--s3);border-radius:var(--radius-small);cursor:pointer;list-style:none}
.sure>summary::-webkit-details-marker{display:none}
.sure>summary:hover{background:var(--sunken)}
.sure p{padding:var(--s1) var(--s3) 0}
.sure button{font-weight:650}
.going{display:none!important}
.toast .undo{margin-inline-start:var(--s4);padding:4px 0;border:0;background:none;color:inherit;font:inherit;text-decoration:underline;cursor:pointer;pointer-events:auto}
.versions{display:grid}
.version{padding:var(--s4);border-bottom:1px solid var(--hairline)}
.version h2{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s1) var(--s2);font-size:15px}
.version .text{margin-top:var(--s2)}
.version ins{border-radius:3px;background:var(--tint);color:var(--accent);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.version del{border-radius:3px;background:var(--danger-tint);color:var(--danger)}
.picture-page{padding:var(--s4)}
.picture-page figure{display:grid;justify-items:center;gap:var(--s3)}
.picture-page img{max-width:100%;max-height:calc(100vh - 220px);width:auto;height:auto;border-radius:var(--radius-small);background:var(--sunken);object-fit:contain}
.picture-page figcaption{max-width:60ch;text-align:center;color:var(--muted);white-space:pre-line}
.picture-ways{display:grid;grid-template-columns:44px 1fr 44px;align-items:center;justify-items:center;margin-top:var(--s4)}
.picture-ways .icon-link{width:44px;height:44px}
.picture-ways .button{grid-column:2;grid-row:1;justify-self:center}
.picture-ways .prev{grid-column:1;grid-row:1}
.picture-ways .next{grid-column:3;grid-row:1}
.viewer{width:100vw;height:100vh;height:100dvh;max-width:none;max-height:none;margin:0;padding:0;border:0;background:#000000eb;color:#fff;overflow:hidden}
.viewer::backdrop{background:#000000b3}
.viewer[open]{display:grid;grid-template-rows:auto minmax(0,1fr) auto}
.viewer-top,.viewer-end{display:flex;align-items:center;gap:var(--s3);padding:var(--s2) var(--s3);min-height:56px}
.viewer-top .viewer-count{flex:1}
.viewer-end{justify-content:center;padding-bottom:max(var(--s2),env(safe-area-inset-bottom));max-height:30vh;overflow:auto}
.viewer-end p{max-width:60ch;white-space:pre-line}
.viewer button,.viewer a{display:inline-grid;place-items:center;min-width:44px;min-height:44px;padding:0 var(--s3);border:0;border-radius:var(--round);background:none;color:#fff;font:inherit;cursor:pointer}
.viewer button:hover,.viewer a:hover{background:#ffffff26;text-decoration:none}
.viewer :focus-visible{outline-color:#fff}
.viewer button[hidden]{display:none}
.viewer-stage{position:relative;display:grid;place-items:center;min-height:0;overflow:hidden;touch-action:pan-y pinch-zoom}
.viewer-stage img{max-width:100%;max-height:100%;object-fit:contain;cursor:zoom-in;user-select:none;-webkit-user-select:none}
.viewer-stage.zoomed{display:block;overflow:auto;touch-action:pan-x pan-y pinch-zoom}
.viewer-stage.zoomed img{max-width:none;max-height:none;min-width:100%;margin:auto;cursor:zoom-out}
.viewer-step{position:absolute;top:50%;z-index:1;translate:0 -50%;background:#0000008c!important}
.viewer-step.prev{left:var(--s3)}
.viewer-step.next{right:var(--s3)}
@media (pointer:coarse){
.votes .mark,.more-replies>summary,.further a,.sure>summary,.writer.live .writer-add{min-height:44px;min-width:44px;height:auto}
.viewer-step{display:none}
}
@media (max-width:480px){
.comment-box{grid-template-columns:minmax(0,1fr)}
.comment-box>.avatar-link{display:none}
.replies{margin-left:-52px}
}
`;
