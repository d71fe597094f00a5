/** Three columns; below 1100 px the menu is icons only; below 820 px a bar above and a bar below. */
export const layoutCss = `
.shell{display:grid;grid-template-columns:200px minmax(0,640px) 260px;gap:0 var(--s6);justify-content:center;max-width:1240px;margin:0 auto;padding:0 var(--s5)}
.menu,.aside{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:var(--s5) 0}
.brand{display:flex;align-items:center;gap:var(--s3);padding:var(--s1) var(--s3) var(--s1) var(--s1);margin-bottom:var(--s5);color:var(--text);font-weight:650;font-size:17px;line-height:1.3;border-radius:var(--radius)}
.brand:hover{text-decoration:none}
.logo{display:grid;place-items:center;flex:none;width:40px;height:40px;border-radius:12px;background:var(--accent);color:var(--on-accent);font-size:20px;font-weight:700;line-height:1}
.logo.own{background:none;object-fit:contain}
.nav{display:grid;gap:var(--s1)}
.nav a{display:flex;align-items:center;gap:var(--s3);padding:10px var(--s3);border-radius:var(--round);color:var(--text);font-size:15px;transition:background .12s}
.nav a:hover{background:var(--sunken);text-decoration:none}
.nav a[aria-current]{color:var(--accent);font-weight:650;background:var(--tint)}
.nav a{position:relative}
.nav .badge{margin-left:auto}
.nav .main-place{justify-content:center;margin-top:var(--s3);background:var(--accent);color:var(--on-accent);font-weight:650}
.nav .main-place:hover,.nav .main-place[aria-current]{background:var(--accent);color:var(--on-accent);filter:brightness(1.06)}
.own-menu{margin-top:var(--s4)}
.pop.own-menu>summary{display:flex;align-items:center;gap:var(--s3);width:auto;height:auto;padding:6px;border-radius:var(--round);color:var(--text)}
.own-name{display:grid;min-width:0;line-height:1.35}
.own-name>*{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.menu .own-menu .pop-list{position:static;margin-top:4px}
.menu .beyond-bar{display:none}
.bar .own-menu{margin:0}
.bar .own-menu .own-name{display:none}
.bar .own-menu .pop-list{right:auto;left:0}
.bar-title{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.main{min-width:0;min-height:100vh;border-inline:1px solid var(--hairline)}
.head{position:sticky;top:0;z-index:3;display:flex;align-items:center;gap:var(--s3);min-height:54px;padding:var(--s2) var(--s4);background:var(--page);border-bottom:1px solid var(--hairline)}
.head h1{font-size:17px}
.head .count{margin-left:auto}
.back{display:grid;place-items:center;width:36px;height:36px;margin-left:-8px;border-radius:50%;color:var(--text)}
.back:hover{background:var(--sunken)}
.aside{display:grid;gap:var(--s4);align-content:start}
.panel{padding:var(--s4);border-radius:var(--radius);background:var(--sunken)}
.panel h2{margin-bottom:var(--s2);font-size:15px}
.panel p+p{margin-top:var(--s2)}
.figures{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s5);margin-top:var(--s3)}
.figures div{display:flex;flex-direction:column-reverse}
.figures dd{font-size:20px;font-weight:650;line-height:1.3}
.figures dt{font-size:13px;color:var(--muted)}
.body,.text,.bubble,.excerpt,.snippet,.profile-bio,.name b,.row-text b,h1,textarea,input{unicode-bidi:plaintext}
.profile-names h1,.whole .name b{text-align:left}
.list-lead,.help,.desk-intro,.note,.sheet p,.payment p{text-wrap:pretty}
.chips{display:flex;flex-wrap:wrap;gap:var(--s2)}
.chip{padding:2px 10px;border-radius:var(--round);background:var(--page);color:var(--accent);font-size:13px}
.foot{display:grid;gap:var(--s2);font-size:12px;color:var(--muted)}
.foot p{display:flex;align-items:center;gap:var(--s2)}
.foot .own{flex-wrap:wrap;gap:2px var(--s3)}
.foot a{color:inherit;text-decoration:underline;text-underline-offset:2px}
.main>.foot{display:none}
.foot svg{width:16px;height:16px;color:var(--accent)}
.bar,.places{display:none}
@media (max-width:1099px){
.shell{grid-template-columns:48px minmax(0,640px) 240px;gap:0 var(--s5)}
.brand{padding:var(--s1);justify-content:center}
.brand b,.nav span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.nav a{justify-content:center;width:48px;height:48px;padding:0}
.nav .badge{position:absolute;right:0;top:2px}
.menu .own-name{display:none}
.menu .own-menu .pop-list{position:absolute;left:0;right:auto}
.menu{overflow:visible}
}
@media (max-width:819px){
.shell{display:block;padding:0}
.menu,.aside,.head.top{display:none}
.main{border:0;min-height:0;padding-bottom:calc(72px + env(safe-area-inset-bottom))}
.head{top:env(safe-area-inset-top)}

body:has(.head>.back) .bar{display:none}
.main>.foot{display:grid;justify-items:center;padding:var(--s5) var(--s4)}
.main>.foot .own{justify-content:center;text-align:center}
.bar{position:sticky;top:0;z-index:4;display:flex;align-items:center;gap:var(--s3);height:calc(52px + env(safe-area-inset-top));padding:env(safe-area-inset-top) var(--s4) 0;background:var(--page);border-bottom:1px solid var(--hairline)}
.bar .brand{margin:0;padding:0;min-width:0;gap:10px}
.bar .brand b{position:static;width:auto;height:auto;clip-path:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar .logo{width:32px;height:32px;border-radius:9px;font-size:17px}
.bar .count{margin-left:auto;white-space:nowrap}
.bar-end{margin-left:auto}
.count+.bar-end{margin-left:var(--s2)}
.places{position:fixed;inset:auto 0 0;z-index:4;display:flex;padding-bottom:env(safe-area-inset-bottom);background:var(--page);border-top:1px solid var(--hairline)}
.places .badge{position:absolute;left:calc(50% + 4px);top:4px}
.places .main-place .icon{color:var(--on-accent);background:var(--accent);border-radius:var(--round);padding:4px 12px;width:48px;height:28px}
.places a{position:relative;flex:1;display:grid;justify-items:center;gap:2px;padding:8px 0 6px;color:var(--muted);font-size:12px;line-height:1.3}
.places a[aria-current]{color:var(--accent);font-weight:650}
.places a:hover{text-decoration:none}
}
`;
