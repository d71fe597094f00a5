export const formsCss = `
.sheet{padding:var(--s5) var(--s4);max-width:440px}
.sheet.wide{max-width:none}
.sheet h1{font-size:26px;margin-bottom:var(--s2)}
.sheet>p{margin-top:var(--s4);color:var(--muted)}
.sheet h1+p{margin-top:0}
.sheet p a:not(.button){text-decoration:underline;text-underline-offset:2px}
.account>.logo{display:none;width:56px;height:56px;margin-bottom:var(--s4);border-radius:16px;font-size:28px}
.account .form>.button{justify-self:stretch;min-height:44px}
@media (min-width:820px){
.sheet.account{margin:0 auto;padding-top:var(--s7)}
.account>span.logo{display:grid}
.account>img.logo{display:block}
}
.form{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s4);margin-top:var(--s5)}
.form.plain{margin-top:0}
.frozen{display:contents}
.field{display:grid;gap:var(--s1);min-width:0}
.field label{font-weight:600}
.field input,.field textarea,.field select{width:100%;min-height:44px;padding:10px var(--s3);border:1px solid var(--edge);border-radius:var(--radius-small);background:var(--page);color:var(--text);font:inherit;font-size:16px}
.field textarea{line-height:1.6;resize:vertical}
.field input[type=color]{width:64px;padding:4px}
.field :is(input,textarea,select):focus{outline:2px solid var(--accent);outline-offset:0;border-color:var(--accent)}
.field [aria-invalid=true]{border-color:var(--danger)}
.field .help{font-size:13px;color:var(--muted)}
.field .wrong{font-size:13px;color:var(--danger)}
.field.check{grid-template-columns:22px minmax(0,1fr);align-items:start;gap:2px var(--s3)}
.field.check input{width:20px;height:20px;min-height:0;margin:2px 0 0;accent-color:var(--accent)}
.field.check label{min-height:24px}
.field.check .help{grid-column:2}
.fieldset{display:grid;gap:var(--s4);margin:0;padding:0;border:0}
.fieldset legend{padding:0;font-size:17px;font-weight:650}
.alert{padding:var(--s3) var(--s4);border-radius:var(--radius-small);background:var(--danger-tint);color:var(--danger)}
.alert a{color:inherit;text-decoration:underline}
.note a:not(.button){text-decoration:underline;text-underline-offset:2px}
.note{padding:var(--s3) var(--s4);border-radius:var(--radius-small);background:var(--tint)}
.address{display:block;width:fit-content;max-width:100%;margin:var(--s3) auto 0;padding:6px var(--s3);border:1px solid var(--hairline);border-radius:var(--radius-small);background:var(--sunken);color:var(--text);font-weight:600;user-select:all;-webkit-user-select:all}
.notes{display:grid;gap:var(--s4);padding:var(--s4)}
.notes h2{margin-bottom:var(--s1)}
`;
