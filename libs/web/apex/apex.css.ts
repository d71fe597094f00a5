/** Of the platform's own pages, after the stylesheet of all. */
export const apexCss = `
.apex{display:flex;flex-direction:column;min-height:100vh;min-height:100dvh;max-width:1080px;margin:0 auto;padding:0 var(--s5)}
.apex-top{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s4);min-height:64px;padding:var(--s3) 0}
.apex-brand{display:flex;align-items:center;gap:var(--s2);min-height:44px;margin-right:auto;color:var(--text);font-size:17px;font-weight:650}
.apex-brand:hover{text-decoration:none}
.apex-brand svg{width:28px;height:28px;color:var(--accent)}
.apex-top nav{display:flex;gap:var(--s4)}
.apex-top nav a{display:inline-flex;align-items:center;min-height:44px;color:var(--muted);font-weight:600}
.apex-top nav a[aria-current]{color:var(--text)}
.apex-main{flex:1;padding:var(--s5) 0 var(--s7)}
.apex-main:focus{outline:none}
.apex-front{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);align-items:center;gap:var(--s7)}
.apex-front h1{font-size:clamp(30px,5vw,44px);line-height:1.2;letter-spacing:-.01em;text-wrap:balance}
.apex-lead{max-width:34em;margin-top:var(--s4);color:var(--muted);font-size:17px;text-wrap:pretty}
.apex-points{display:grid;gap:var(--s4);margin-top:var(--s6)}
.apex-points li{display:grid;grid-template-columns:40px minmax(0,1fr);gap:0 var(--s3)}
.apex-points .icon{grid-row:span 2;width:40px;height:40px;padding:10px;border-radius:12px;background:var(--tint);color:var(--accent)}
.apex-points b{line-height:1.4}
.apex-points span{color:var(--muted)}
.apex-card{padding:var(--s5);border:1px solid var(--hairline);border-radius:16px;background:var(--page);box-shadow:var(--lifted)}
.apex-card h2{font-size:20px}
.apex-card .form{margin-top:var(--s4)}
.apex-card .form .button{justify-self:stretch;min-height:44px}
.apex-card p{color:var(--muted)}
.apex-other{display:flex;align-items:center;gap:var(--s3);margin-top:var(--s5);padding-top:var(--s4);border-top:1px solid var(--hairline);color:var(--text)}
.apex-other:hover{text-decoration:none}
.apex-other:hover b{text-decoration:underline}
.apex-other .icon{color:var(--accent)}
.apex-other span span{display:block;color:var(--muted);font-size:13px}
.apex-sheet{max-width:600px;margin:0 auto}
.apex-sheet>h1{font-size:28px;line-height:1.25;text-wrap:balance}
.apex-sheet>p{margin-top:var(--s2);color:var(--muted)}
.apex-sheet>.note{color:var(--text);margin-top:var(--s4)}
.apex-sheet .fieldset{margin-top:var(--s3);padding-top:var(--s5);border-top:1px solid var(--hairline)}
.apex-sheet .fieldset>legend{float:left;width:100%}
.apex-sheet .actions{margin-top:var(--s2)}
.apex-sheet .actions .button{min-height:44px}
.apex-sheet .apex-templates legend{font-size:15px}
.apex-templates{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:var(--s2);margin:0;padding:0;border:0}
.apex-templates legend{padding:0;margin-bottom:var(--s1);font-weight:600}
.apex-templates .help{grid-column:1/-1;font-size:13px;color:var(--muted)}
.apex-templates label{position:relative;display:grid;grid-template-columns:20px minmax(0,1fr);align-content:start;gap:0 var(--s3);padding:var(--s3);border:1px solid var(--edge);border-radius:var(--radius);cursor:pointer}
.apex-templates label:hover{background:var(--sunken)}
.apex-templates input{grid-row:span 2;width:20px;height:20px;margin:1px 0 0;accent-color:var(--accent)}
.apex-templates label span{font-size:13px;color:var(--muted)}
.apex-templates label:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent);background:var(--tint)}
.apex-templates label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.field .fine{font-size:13px;color:var(--accent);font-weight:600}
.apex-said{padding:var(--s3) var(--s4);border-inline-start:3px solid var(--edge);background:var(--sunken);white-space:pre-line}
.apex-foot{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s5);padding:var(--s4) 0 var(--s5);border-top:1px solid var(--hairline);font-size:13px;color:var(--muted)}
.apex-foot a{color:inherit}
.apex-foot a:not(.choice a){text-decoration:underline;text-underline-offset:2px}
.apex-foot .choice{display:flex}
.apex-foot .icon{width:16px;height:16px}
@media (max-width:819px){
.apex{padding:0 var(--s4)}
.apex-front{grid-template-columns:minmax(0,1fr);gap:var(--s5)}
.apex-lead{font-size:15px;margin-top:var(--s3)}
.apex-points{order:3;margin-top:0}
.apex-front>div:first-child{display:contents}
.apex-front h1{order:0;margin-bottom:calc(-1*var(--s5))}
.apex-lead{order:1}
.apex-card{order:2;padding:var(--s4)}
.apex-main{padding-top:var(--s3)}
.apex-foot a,.apex-foot .choice a{display:inline-flex;align-items:center;min-height:44px}
}
`
  .replaceAll(/\n+/g, '\n')
  .trim();
