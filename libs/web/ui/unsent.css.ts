/** What was typed and not sent: after a refusal, and where there is no network. */
export const unsentCss = `
.unsent,.drafts{display:grid;gap:var(--s3);padding:var(--s5) var(--s4);border-top:1px solid var(--hairline)}
.drafts[hidden]{display:none}
.sheet .unsent{margin-top:var(--s5);padding-inline:0}
.unsent p,.drafts p{margin:0}
.unsent textarea,.draft textarea{display:block;width:100%;padding:10px var(--s3);border:1px solid var(--hairline);border-radius:var(--radius-small);background:var(--sunken);color:var(--text);font:inherit;line-height:1.6;resize:vertical}
.unsent textarea:focus,.draft textarea:focus{outline:2px solid var(--accent);outline-offset:0}
.draft{display:grid;gap:var(--s2)}
.draft .actions{margin:0}
.toast a{margin-inline-start:var(--s3);color:inherit;text-decoration:underline;text-underline-offset:2px;pointer-events:auto}
.draft-back{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--s2);margin:0 0 var(--s2)}
`;
