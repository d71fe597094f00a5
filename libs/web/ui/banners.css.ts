/** Above everything of a page's main column: what holds for all pages at present. */
export const bannersCss = `
.banner{display:flex;align-items:flex-start;gap:var(--s3);padding:10px var(--s4);border-bottom:1px solid var(--hairline);background:var(--sunken);font-size:14px;line-height:1.5}
.banner.warning{background:var(--danger-tint)}
.banner .icon{flex:none;width:20px;height:20px;margin-top:1px;color:var(--muted)}
.banner.warning .icon{color:var(--danger)}
.banner p{display:flex;flex-wrap:wrap;gap:0 var(--s2);min-width:0;margin:0;overflow-wrap:anywhere;text-wrap:pretty}
.banner b{font-weight:600}
.banner .said{unicode-bidi:plaintext}
.banner a{color:inherit;text-decoration:underline;text-underline-offset:2px}
`;
