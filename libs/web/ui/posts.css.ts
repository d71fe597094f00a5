export const postsCss = `
.post{position:relative;display:grid;grid-template-columns:40px minmax(0,1fr);gap:0 var(--s3);padding:var(--s4);border-bottom:1px solid var(--hairline);transition:background .12s}
.feed .post:hover{background:color-mix(in srgb,var(--sunken) 55%,transparent)}
.avatar{width:40px;height:40px;border-radius:50%;background:var(--sunken)}
.avatar.little{width:28px;height:28px}
.byline{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 6px;min-width:0;line-height:1.5}
.byline b{font-weight:650}
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
.feed .pictures{pointer-events:none}
.film{position:relative;z-index:1;max-width:100%;height:auto;margin-top:10px;border-radius:var(--radius);background:#000}
.film:not([width]){width:100%;max-height:512px}
.sound{position:relative;z-index:1;display:block;width:100%;margin-top:10px}
.linked{position:relative;z-index:1;display:flex;align-items:center;gap:var(--s3);margin-top:10px;padding:10px var(--s3);border:1px solid var(--hairline);border-radius:var(--radius);color:var(--text);min-width:0}
a.linked:hover{background:var(--sunken);text-decoration:none}
.linked .icon{color:var(--muted)}
.linked span{display:grid;min-width:0;line-height:1.4}
.linked span>*{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.marks{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s5);margin-top:10px;color:var(--muted);font-size:13px}
.marks>*{display:inline-flex;align-items:center;gap:6px;color:inherit}
.marks .icon{width:18px;height:18px}
.marks a{position:relative;z-index:1}
.marks .stars.some{color:var(--star)}
.comment .marks{margin-top:2px}
.topics{position:relative;display:flex;flex-wrap:wrap;gap:2px var(--s2);margin-top:6px;font-size:13px}
.whole{display:block;padding:var(--s4) var(--s4) var(--s3)}
.whole .who{display:flex;align-items:center;gap:var(--s3)}
.whole .who>div{line-height:1.4;min-width:0}
.whole .repeated{margin-bottom:var(--s3)}
.whole .cover summary{margin-top:var(--s3)}
.whole .body{margin-top:var(--s3);font-size:17px;width:auto}
.whole .body h2{font-size:20px}
.whole .marks{margin-top:var(--s3);padding-top:var(--s3);border-top:1px solid var(--hairline)}
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
.empty h1,.empty p{text-wrap:balance}
.empty p{max-width:30em;color:var(--muted)}
.empty .button{justify-self:center;margin-top:var(--s2)}
`;
