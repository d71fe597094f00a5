/** The page of a member, and lists of people. */
export const profileCss = `
.head-name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-size:17px}
.profile{padding:0 var(--s4) var(--s3)}
.profile-cover{position:relative;margin:0 calc(-1*var(--s4))}
.cover-change{position:absolute;top:var(--s3);right:var(--s3);display:inline-flex;align-items:center;gap:6px;min-height:32px;padding:2px 12px;border-radius:var(--round);background:#000000a6;color:#fff;font-size:13px;font-weight:600}
.cover-change .icon{width:16px;height:16px}
.profile-line{display:flex;align-items:flex-end;justify-content:space-between;gap:var(--s3);margin-top:-52px}
.profile-avatar{position:relative;flex:none;width:104px;height:104px;border:4px solid var(--page);background:var(--page);object-fit:cover}
.profile-acts{display:flex;align-items:center;justify-content:flex-end;gap:var(--s2);min-height:44px}
.profile-acts .pop>summary,.edged{border:1px solid var(--hairline)}
.profile-names{margin-top:var(--s2)}
.profile-names h1{font-size:26px;line-height:1.25}
.profile-names p{display:flex;flex-wrap:wrap;align-items:center;gap:2px var(--s2)}
.sign{padding:0 8px;border-radius:var(--radius-small);background:var(--sunken);color:var(--muted);font-size:12px;line-height:20px}
.profile-bio{margin-top:var(--s3);white-space:pre-line}
.profile-facts{display:flex;flex-wrap:wrap;gap:2px var(--s4);margin-top:var(--s3)}
.profile-facts>*{display:inline-flex;align-items:center;gap:6px;min-width:0}
.profile-facts .icon{width:16px;height:16px}
.profile-counts{display:flex;flex-wrap:wrap;gap:2px var(--s4);margin-top:var(--s2)}
.profile-counts a{color:var(--muted)}
.profile-counts b{color:var(--text);font-weight:650}
.profile>.note,.profile>.alert{margin-top:var(--s3)}
.profile-asks blockquote{margin:var(--s1) 0 0;padding-left:var(--s3);border-left:2px solid var(--accent);white-space:pre-line}
.profile-asks .actions{margin-top:var(--s3);gap:var(--s2)}
.media-grid{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:2px}
.media-grid li{position:relative;aspect-ratio:1;background:var(--sunken)}
.media-grid a{display:block;width:100%;height:100%;overflow:hidden;color:inherit}
.media-grid a:hover{text-decoration:none;filter:brightness(.94)}
.media-grid a:focus-visible{outline-offset:-2px}
.media-grid img{width:100%;height:100%;object-fit:cover}
.tile{display:grid;place-content:center;justify-items:center;gap:var(--s2);height:100%;padding:var(--s2);color:var(--muted);font-size:13px;text-align:center;overflow:hidden}
.tile-sign{position:absolute;right:6px;bottom:6px;display:inline-flex;align-items:center;gap:4px;padding:2px 6px;border-radius:var(--radius-small);background:#000000b3;color:#fff;font-size:12px;line-height:16px}
.tile-sign .icon{width:16px;height:16px}
.nothing{display:grid;justify-items:center;gap:var(--s2);padding:var(--s7) var(--s5);text-align:center}
.nothing>.icon{width:40px;height:40px;margin-bottom:var(--s1);color:var(--accent);stroke-width:1.2}
.nothing h2,.nothing p{text-wrap:balance}
.nothing p{max-width:30em;color:var(--muted)}
.nothing>.button,.nothing>.act{justify-self:center;margin-top:var(--s3)}
.people .row-text>p{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:2}
@media (pointer:coarse){
.cover-change{min-height:44px}
.profile-acts{margin-bottom:-8px}
.profile-counts a{padding:9px 0}
}
@media (max-width:480px){
.profile-avatar{width:88px;height:88px}
.profile-line{margin-top:-44px}
.profile+.tabs a{padding:0 6px;font-size:13px}
}
`;
