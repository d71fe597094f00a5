export const topicsCss = `
.topic-sign{display:grid;place-items:center;flex:none;width:40px;height:40px;border-radius:var(--radius);background:var(--tint);color:var(--accent)}
.row-act{align-items:center}
.row-act:has(.pop[open]){z-index:7}
.topic-head{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s3);padding:var(--s4)}
.topic-head>p{flex:1 0 auto}
.topic-acts{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2)}
`;
