/** Pictures that make a place one's own, and how their parts are chosen. */
export const ownPicturesCss = `
.masthead{height:128px;overflow:hidden;background:linear-gradient(120deg,var(--tint),color-mix(in srgb,var(--accent) 34%,var(--tint)))}
.masthead.own{height:auto;max-height:220px;aspect-ratio:3/1;background:var(--sunken)}
.masthead img{display:block;width:100%;height:100%;object-fit:cover}
.wide-logo{display:block;height:52px}
.wide-logo img{display:block;width:100%;height:100%;object-fit:contain;object-position:left center}
.wide-logo.on-light,.wide-logo.on-dark{border-radius:var(--radius);padding:6px var(--s3)}
.wide-logo.on-light{background:#fff}
.wide-logo.on-dark{background:#14181b}
.menu .brand.wide{display:block;padding:0 var(--s1)}
.brand.wide>.logo,.brand.wide>b{display:none}
span.logo>img{width:100%;height:100%;border-radius:inherit;object-fit:contain}
.desk-wide-logo{display:grid;gap:var(--s4)}
.desk-plates{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));overflow:hidden;border:1px solid var(--hairline);border-radius:var(--radius)}
.desk-plates:has(.wide-logo:empty){display:none}
.desk-plate{display:grid;gap:var(--s3);padding:var(--s3)}
.desk-plate.light{background:#fff;color:#5a646e}
.desk-plate.dark{background:#14181b;color:#9aa5af}
.desk-wide-logo:has([value=light]:checked) .wide-logo{padding:6px var(--s3);background:#fff}
.desk-wide-logo:has([value=dark]:checked) .wide-logo{padding:6px var(--s3);background:#14181b}
.desk-wide-logo:has([value=none]:checked) .wide-logo{padding:0;background:none}
.look-usual{padding:0 var(--s4) var(--s5)}
.own-picture-fields{display:grid;gap:var(--s3);min-width:0}
.welcome>.masthead{margin:calc(-1*var(--s5)) calc(-1*var(--s4)) var(--s4)}
.covered-head{flex-wrap:wrap}
.covered-head>.masthead{flex:1 0 100%;border-radius:var(--radius)}
.own-cover{display:grid;gap:var(--s3)}
.own-cover .masthead{border-radius:var(--radius);max-width:100%}
.plainly{margin-top:calc(-1*var(--s2));color:var(--muted);font-size:13px}
.crop{width:min(560px,calc(100vw - 24px));max-height:calc(100dvh - 24px);margin:auto;padding:var(--s5) var(--s4) var(--s4);border:1px solid var(--hairline);border-radius:var(--radius);background:var(--page);color:var(--text);overflow:hidden auto}
.crop::backdrop{background:#000000b3}
.crop h2{font-size:17px}
.crop h2+p{margin-top:var(--s1)}
.crop-stage{position:relative;width:fit-content;max-width:100%;margin:var(--s5) auto 0;touch-action:none;user-select:none}
.crop-view{position:relative;overflow:hidden;background:var(--sunken)}
.crop-stage canvas{display:block;max-width:100%;max-height:min(54dvh,480px)}
.crop-frame{position:absolute;padding:0;border:2px solid #fff;border-radius:0;background:none;box-shadow:0 0 0 1px #00000080,0 0 0 4000px #0000008c;cursor:move}
.crop-frame:focus-visible{outline:3px solid var(--accent);outline-offset:-5px}
.crop-corner{position:absolute;width:44px;height:44px;margin:-22px;padding:0;border:0;background:none;cursor:nwse-resize}
.crop-corner:is([data-corner=ne],[data-corner=sw]){cursor:nesw-resize}
.crop-corner::before{content:"";position:absolute;inset:14px;border:2px solid #fff;border-radius:50%;background:var(--accent);box-shadow:0 0 2px #000000b3}
.crop-corner:focus-visible{outline:none}
.crop-corner:focus-visible::before{outline:3px solid var(--accent);outline-offset:2px}
.crop-size{display:grid;gap:var(--s1);margin-top:var(--s4);font-size:13px;font-weight:600}
.crop-size input{width:100%;min-height:32px;margin:0;accent-color:var(--accent)}
.crop .actions{display:flex;justify-content:flex-end;gap:var(--s3);margin-top:var(--s4)}
@media (max-width:1099px){
.menu .brand.wide{display:flex;padding:var(--s1)}
.menu .wide-logo{display:none}
.brand.wide>.logo{display:grid}
.brand.wide>b{display:inline}
}
@media (max-width:480px){
.masthead{height:96px}
.crop .actions>*{flex:1}
}
@media (pointer:coarse){
.crop-size input{min-height:44px}
}
`;
