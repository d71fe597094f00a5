export const postsCss = `
.post{position:relative;scroll-margin-top:64px;display:grid;grid-template-columns:40px minmax(0,1fr);gap:0 var(--s3);padding:var(--s4);border-bottom:1px solid var(--hairline);transition:background .12s}
.feed .post:hover{background:color-mix(in srgb,var(--sunken) 55%,transparent)}
.avatar{width:40px;height:40px;border-radius:50%;background:var(--sunken)}
.avatar.little{width:28px;height:28px}
.byline{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 6px;min-width:0;line-height:1.5}
.name b{font-weight:650}
.byline .muted{font-size:13px}
.byline time{white-space:nowrap}
.open::after{content:"";position:absolute;inset:0}
.open{color:inherit}
.signs{display:flex;gap:var(--s2);margin-bottom:2px;font-size:12px;line-height:1.5;color:var(--accent)}
.signs span{display:inline-flex;align-items:center;gap:4px}
.signs .icon{width:14px;height:14px}
.beside{grid-column:2;min-width:0}
.repeated{margin-bottom:4px;color:var(--muted);font-size:13px}
.repeated p,p.repeated{display:flex;align-items:center;gap:6px}
.repeated .icon{width:16px;height:16px}
.repeated a{position:relative;z-index:1;color:inherit}
.cover summary{position:relative;z-index:1;display:flex;align-items:center;gap:var(--s2);margin-top:6px;padding:10px var(--s3);border:1px solid var(--hairline);border-radius:var(--radius);background:var(--sunken);line-height:1.45;cursor:pointer;list-style:none}
.cover summary::-webkit-details-marker{display:none}
.cover summary:hover{border-color:var(--edge)}
.cover summary .icon{color:var(--collect)}
.cover .warning{flex:1;min-width:0}
.cover .shut,.cover .opened{flex:none;color:var(--accent);font-size:13px;font-weight:600}
.cover:not([open])>summary .opened,.cover[open]>summary .shut{display:none}
.cover[open]>summary{margin-bottom:var(--s2)}
.quoted{position:relative;margin-top:10px;padding:10px var(--s3) var(--s3);border:1px solid var(--hairline);border-radius:var(--radius);min-width:0;transition:background .12s}
article.quoted:hover{background:var(--sunken)}
.quoted.none{padding:var(--s3);background:var(--sunken);color:var(--muted);font-size:13px}
.quoted .who{display:flex;align-items:center;gap:var(--s2)}
.quoted h3{margin-top:4px}
.quoted .text{margin-top:2px;white-space:pre-line}
.quoted .text a{position:relative;z-index:1}
.thumbs{display:flex;flex-wrap:wrap;align-items:center;gap:4px;margin-top:var(--s2)}
.thumbs img{width:72px;height:72px;object-fit:cover;border-radius:var(--radius-small);background:var(--sunken)}
.mentioned{display:flex;align-items:center;gap:6px;margin-top:6px;color:var(--muted);font-size:13px}
.mentioned .icon{width:16px;height:16px}
.mentioned span{min-width:0}
.body{position:relative;width:fit-content;max-width:100%;margin-top:2px;white-space:pre-line}
.body a{position:relative;z-index:1}
:is(.body,.comment .text,.reply .text,.quoted .text) a{text-decoration:underline;text-decoration-color:color-mix(in srgb,currentColor 40%,transparent);text-decoration-thickness:1px;text-underline-offset:3px}
:is(.body,.text) a:hover{text-decoration-color:currentColor}
.body h2{margin-bottom:2px;white-space:normal}
.body p+p{margin-top:var(--s2)}
.mention,.tag{color:var(--accent)}
.more{font-size:13px}
.pictures{position:relative;display:grid;gap:4px;margin-top:10px;border-radius:var(--radius);overflow:hidden}
.pictures a,.pictures span{position:relative;display:block;overflow:hidden;background:var(--sunken)}
.pictures a{z-index:1}
.pictures picture{display:contents}
.pictures img{position:relative}
.ground{position:absolute;inset:0;width:100%;height:100%;filter:blur(14px);transform:scale(1.15)}
.pictures:not(.n1) img{width:100%;height:100%;object-fit:cover}
.pictures.n1{display:block}
.pictures.n1>*{width:fit-content;max-width:100%;background:none;border-radius:var(--radius)}
.pictures.n1 img{max-width:100%;height:auto;border-radius:var(--radius)}
.pictures.n1 img:first-child{background:var(--sunken)}
.pictures.n1 img:not([width]){max-height:512px}
.pictures.n2{grid-template-columns:1fr 1fr}
.pictures.n2>*{aspect-ratio:4/5}
.pictures.n3{grid-template-columns:2fr 1fr;aspect-ratio:3/2}
.pictures.n3>*{min-height:0}
.pictures.n3>:first-child{grid-row:span 2}
.pictures.n4{grid-template-columns:1fr 1fr}
.pictures.n4>*{aspect-ratio:4/3}
.pictures.n9{grid-template-columns:1fr 1fr 1fr}
.pictures.n9>*{aspect-ratio:1}
.pictures .unseen{display:grid;place-content:center;justify-items:center;gap:var(--s2);min-height:120px;padding:var(--s4);background:var(--sunken);color:var(--muted);font-size:13px;text-align:center}
.pictures .surplus{position:absolute;inset:0;display:grid;place-items:center;background:#000000a6;color:#fff;font-size:26px;font-weight:650}
.pictures .described{position:absolute;left:6px;bottom:6px;z-index:1;padding:0 6px;border-radius:4px;background:#000000b8;color:#fff;font-size:11px;font-weight:700;line-height:18px}
.feed .pictures{pointer-events:none}
.asking{width:min(480px,calc(100vw - 32px));max-height:calc(100dvh - 32px);margin:auto;padding:var(--s5);border:1px solid var(--hairline);border-radius:var(--radius);background:var(--page);color:var(--text);box-shadow:var(--lifted);overflow:auto}
.asking::backdrop{background:#00000073}
.asking h2{margin-bottom:var(--s2);font-size:20px;line-height:1.35}
.asking .quoted{margin-top:var(--s4);pointer-events:none}
.asking .choice-rows{margin:0 calc(-1*var(--s3))}
.fieldset.choice-rows{gap:0}
.film{position:relative;z-index:1;max-width:100%;height:auto;margin-top:10px;border-radius:var(--radius);background:#000}
.film:not([width]){width:100%;max-height:512px}
.sound{position:relative;z-index:1;display:block;width:100%;margin-top:10px}
.linked{position:relative;z-index:1;display:flex;align-items:center;gap:var(--s3);margin-top:10px;padding:10px var(--s3);border:1px solid var(--hairline);border-radius:var(--radius);color:var(--text);min-width:0}
a.linked:hover{background:var(--sunken);text-decoration:none}
.linked .icon{color:var(--muted)}
.linked>span{display:grid;min-width:0;line-height:1.4}
.linked>span>*{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.marks{display:flex;justify-content:space-between;gap:var(--s1);max-width:460px;margin:6px 0 -6px -8px;color:var(--muted);font-size:13px}
.marks>*{position:relative}
.marks>:not(.pop){z-index:1}
.marks>span{display:inline-flex;align-items:center;gap:6px}
.marks .icon{width:18px;height:18px}
.marks .stars.some{color:var(--star)}
.mark,.marks .pop>summary{display:inline-flex;align-items:center;justify-content:center;gap:6px;width:auto;min-width:36px;height:36px;padding:0 8px;border:0;border-radius:var(--round);background:none;color:inherit;font:inherit;line-height:1;cursor:pointer;transition:background .12s,color .12s}
.mark:hover,.marks .pop[open]>summary{background:var(--tint);color:var(--accent);text-decoration:none}
.mark.still,.mark.still:hover{background:none;color:inherit;cursor:default}
.mark.star:hover,.mark.star[aria-pressed=true]{color:var(--star)}
.mark.collect:hover,.mark.collect[aria-pressed=true]{color:var(--collect)}
.mark.star:hover,.mark.collect:hover{background:var(--sunken)}
.mark[aria-pressed=true] .icon{fill:currentColor}
.mark .n:empty{display:none}
.mark.popped .icon{animation:popped .2s}
@keyframes popped{50%{transform:scale(1.3)}}
.marks .pop>summary>.icon{stroke-width:1.7}
.marks .pop-list{right:auto;left:0;font-size:15px}
.card-head{display:flex;align-items:flex-start;justify-content:space-between;gap:var(--s2)}
.post-menu{flex:none;margin:-5px -8px -5px 0}
.post-menu .pop>summary{width:32px;height:32px}
.post-menu .pop-list,.marks .pop-list{width:max-content}
.post-menu>.pop>summary .icon{stroke-width:2.6}
.card{min-width:0}
.avatar-link{position:relative;z-index:1;display:block;align-self:start;border-radius:50%}
.name{position:relative;z-index:1;min-width:0;color:inherit}
.name:hover{text-decoration:none}
.name:hover b{text-decoration:underline}
@media (pointer:coarse){
.mark,.marks .pop>summary{min-width:44px;height:44px}
.marks{margin-bottom:-10px}
.post-menu{margin:-10px -12px -10px 0}
.post-menu .pop>summary{width:44px;height:44px}
}
.comment .marks{margin-top:2px}
.topics{position:relative;display:flex;flex-wrap:wrap;gap:2px var(--s2);margin-top:6px;font-size:13px}
.whole{display:block;padding:var(--s4) var(--s4) var(--s3)}
.whole .who{display:flex;align-items:center;gap:var(--s3)}
.whole .who-name{flex:1;min-width:0;line-height:1.4}
.whole>.who .name>*{display:block}
.whole .post-menu{margin:0}
.whole .repeated{margin-bottom:var(--s3)}
.whole .cover summary{margin-top:var(--s3)}
.whole .body{margin-top:var(--s3);font-size:17px;width:auto}
.whole .body h2{font-size:20px}
.whole .marks{max-width:none;margin:var(--s3) 0 0;padding-top:var(--s2);border-top:1px solid var(--hairline)}
.whole .when{margin-top:var(--s3);font-size:13px;color:var(--muted)}
.section{padding:var(--s4) var(--s4) var(--s2);font-size:15px}
.comment{display:grid;grid-template-columns:40px minmax(0,1fr);gap:0 var(--s3);padding:var(--s3) var(--s4);border-bottom:1px solid var(--hairline)}
.comment .text{white-space:pre-line}
.replies{display:grid;gap:var(--s3);margin-top:var(--s3);padding-left:var(--s3);border-left:2px solid var(--hairline)}
.reply{display:grid;grid-template-columns:28px minmax(0,1fr);gap:0 10px}
.pager{display:flex;justify-content:space-between;gap:var(--s3);padding:var(--s4)}
.pager a{padding:9px var(--s4);border-radius:var(--round);background:var(--tint);font-weight:600}
.pager a:hover{text-decoration:none;filter:brightness(.97)}
.pager .next{flex:1;text-align:center}
.end{padding:var(--s5) var(--s4);text-align:center;color:var(--muted);font-size:13px}
.empty{display:grid;justify-items:center;gap:var(--s3);padding:64px var(--s5);text-align:center}
.empty .drawing{width:132px;height:104px;fill:none;stroke:var(--accent);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.empty :is(h1,h2,p){text-wrap:balance}
.empty h2{font-size:20px;line-height:1.35}
.empty p{max-width:30em;color:var(--muted)}
.empty .button{justify-self:center;margin-top:var(--s2)}
.losses{margin-top:var(--s4);color:var(--muted)}
.losses ul{display:flex;flex-wrap:wrap;gap:0 var(--s4);color:var(--text)}
.sheet .quoted{margin-top:var(--s4)}
.choice-rows{gap:0}
.choice-row{display:flex;align-items:center;gap:var(--s3);min-height:60px;padding:var(--s2) var(--s3);border-bottom:1px solid var(--hairline);cursor:pointer}
.choice-row:hover{background:var(--sunken)}
.choice-row input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--accent)}
.choice-row span{display:grid;line-height:1.4}
`;
