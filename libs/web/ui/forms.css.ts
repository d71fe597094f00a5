export const formsCss = `
.sheet{padding:var(--s5) var(--s4);max-width:440px}
.sheet h1{font-size:26px;margin-bottom:var(--s2)}
.sheet>p{color:var(--muted)}
.form{display:grid;gap:var(--s4);margin-top:var(--s5)}
.field{display:grid;gap:var(--s1)}
.field label{font-weight:600}
.field input{width:100%;padding:10px var(--s3);border:1px solid var(--edge);border-radius:var(--radius-small);background:var(--page);color:var(--text);font:inherit;font-size:16px}
.field input:focus{outline:2px solid var(--accent);outline-offset:0;border-color:var(--accent)}
.field input[aria-invalid=true]{border-color:var(--danger)}
.field .help{font-size:13px;color:var(--muted)}
.field .wrong{font-size:13px;color:var(--danger)}
.alert{padding:var(--s3) var(--s4);border-radius:var(--radius-small);background:var(--danger-tint);color:var(--danger)}
.button{justify-self:start;display:inline-block;padding:10px var(--s5);border:0;border-radius:var(--round);background:var(--accent);color:var(--on-accent);font:inherit;font-weight:650;cursor:pointer}
.button:hover{filter:brightness(1.06);text-decoration:none}
.address{display:block;width:fit-content;max-width:100%;margin:var(--s3) auto 0;padding:6px var(--s3);border:1px solid var(--hairline);border-radius:var(--radius-small);background:var(--sunken);color:var(--text);font-weight:600;user-select:all;-webkit-user-select:all}
.notes{display:grid;gap:var(--s4);padding:var(--s4)}
.notes h2{margin-bottom:var(--s1)}
`;
