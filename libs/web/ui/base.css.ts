export const baseCss = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;background:var(--page)}
@media (min-width:820px){html{scrollbar-gutter:stable}}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.6 var(--font);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
:lang(zh){line-height:1.7}
h1,h2,h3,p,ul,ol,figure,dl,dd{margin:0;padding:0}
ul,ol{list-style:none}
h1{font-size:20px;line-height:1.35}
h2{font-size:17px;line-height:1.4}
h3{font-size:15px;line-height:1.4}
a{color:var(--accent);text-decoration:none;unicode-bidi:isolate}
a:hover{text-decoration:underline}
img,svg,video{display:block;max-width:100%}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:var(--radius-small)}
.icon{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.muted{color:var(--muted)}
.small{font-size:13px}
.hidden-text{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:var(--s4);top:-60px;z-index:9;padding:var(--s2) var(--s4);background:var(--accent);color:var(--on-accent);border-radius:var(--radius-small);transition:top .12s}
.skip:focus{top:var(--s3)}
@media (prefers-reduced-motion:reduce){*,*::before,*::after{transition:none!important;animation:none!important;scroll-behavior:auto!important}}
@media (forced-colors:active){
.icon{forced-color-adjust:auto;stroke:currentColor}
.button,.chip,.badge,.toast,.panel,.note,.alert,.search-box input{border:1px solid}
.main-place,[aria-current],[aria-pressed=true]{outline:2px solid Highlight;outline-offset:-2px}
.tabs a[aria-current]::after,.composer-text:focus-within::after{background:Highlight}
:disabled{color:GrayText}
}
@media print{
:root{color-scheme:light}
.menu,.bar,.places,.aside,.foot,.toasts,.skip,.tabs,.pager,.pages,.pop,.acts,.composer,.quick,.writer,.comment-box,.no-box,.back{display:none!important}
.shell{display:block;max-width:none;padding:0}
.main{border:0;min-height:0;padding:0}
.head{position:static}
body{background:none;color:#000;font-size:11pt}
a{color:inherit}
.prose a[href^=http]::after{content:" (" attr(href) ")";font-size:9pt}
.post,.comment,figure,img{break-inside:avoid}
}
`;
