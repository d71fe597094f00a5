/** What one has and pays. */
export const walletCss = `
.balance{display:grid;gap:2px;margin:var(--s4);padding:var(--s5) var(--s4);border-radius:var(--radius);background:var(--tint)}
.balance dt{color:var(--muted);font-size:13px}
.balance dd{font-size:32px;font-weight:700;line-height:1.2}
.part{padding:var(--s4);border-top:1px solid var(--hairline)}
.part .form{margin-top:var(--s3)}
.part.bills .row{padding-inline:0}
.amounts{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:var(--s2)}
.amount{position:relative;display:grid}
.amount input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.amount span{display:grid;place-items:center;min-height:52px;border:1px solid var(--edge);border-radius:var(--radius-small);font-size:17px;font-weight:600}
.amount input:checked+span{border-color:var(--accent);background:var(--tint);color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.amount input:focus-visible+span{outline:2px solid var(--accent);outline-offset:2px}
.bills .sign{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;background:var(--sunken);color:var(--muted)}
.bills .sign.recharge,.bills .sign.sale{color:var(--accent)}
.sum{display:grid;justify-items:end;flex:none;line-height:1.45;text-align:end}
.gained{color:var(--accent)}
.payment{display:grid;justify-items:center;gap:var(--s4);padding:var(--s6) var(--s4);text-align:center}
.payment p{max-width:360px}
.payment .button{justify-self:center}
.payment .done{display:grid;place-items:center;width:64px;height:64px;border-radius:50%;background:var(--accent);color:var(--on-accent)}
.payment .done .icon{width:32px;height:32px}
.qr{width:min(240px,70vw);height:auto;border-radius:var(--radius-small);fill:#000}
.qr-ground{fill:#fff}
.waiting{animation:breathe 1.6s infinite}
.offer{display:grid;gap:var(--s4);max-width:440px;padding:var(--s4)}
.offer .linked{margin-top:0}
.sums{display:grid;grid-template-columns:1fr auto;gap:var(--s2) var(--s4);padding:var(--s4);border:1px solid var(--hairline);border-radius:var(--radius)}
.sums dt{color:var(--muted)}
.sums dd{font-weight:650;text-align:end}
.sums .too-little{color:var(--danger)}
.offer .form{margin-top:0}
`;
