export const topicsCss = `
.topic-sign{display:grid;place-items:center;flex:none;width:40px;height:40px;border-radius:var(--radius);background:var(--tint);color:var(--accent)}
.topic-name{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.aside,.search-start{grid-template-columns:minmax(0,1fr)}
.panel .chip,.search-start .chip{max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.row-act{align-items:center}
.row-act:has(.pop[open]){z-index:7}
.topic-head{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s3);padding:var(--s4)}
.topic-head>p{flex:1 0 auto}
.topic-head>.topic-about{flex:1 0 100%}
.topic-acts{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2)}
`;
