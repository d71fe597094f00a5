/** What owners write about their community. */
export const proseCss = `
.prose{display:grid;gap:var(--s3);overflow-wrap:break-word}
.prose>*{min-width:0;overflow-wrap:anywhere}
.prose h2{margin-top:var(--s3)}
.prose h3{margin-top:var(--s2)}
.prose>:first-child{margin-top:0}
.prose p,.prose li{white-space:pre-line}
.prose ul,.prose ol{display:grid;gap:var(--s2);padding-left:1.4em}
.prose ul{list-style:disc}
.prose ol{list-style:decimal}
.prose li::marker{color:var(--muted)}
.prose a{text-decoration:underline;text-underline-offset:2px}
.site-text{display:grid;gap:var(--s6);padding:var(--s5) var(--s4)}
.site-text section>h2{margin-bottom:var(--s2)}
.site-text .rows{margin:0 calc(-1*var(--s4));border-top:1px solid var(--hairline)}
.site-head{display:flex;align-items:center;gap:var(--s4)}
.site-head .logo{width:64px;height:64px;border-radius:18px;font-size:32px}
.site-head p{font-size:17px;font-weight:650;line-height:1.4}
.site-head .muted{font-size:15px;font-weight:400}
.prose+.text-end{margin-top:var(--s4)}
.text-end{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s4);color:var(--muted);font-size:13px}
`;
