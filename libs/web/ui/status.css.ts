/** How the platform is doing. */
export const statusCss = `
.status-now{display:flex;align-items:center;gap:var(--s3);margin:var(--s4);padding:var(--s4);border-radius:var(--radius);background:var(--tint);font-size:17px;font-weight:650}
.status-now .icon{width:28px;height:28px;color:var(--accent)}
.status-now.degraded,.status-now.outage{background:var(--danger-tint)}
.status-now.degraded .icon,.status-now.outage .icon{color:var(--danger)}
.status-now.maintenance{background:var(--sunken)}
.status-now.maintenance .icon{color:var(--information)}
.status-now small{display:block;color:var(--muted);font-size:13px;font-weight:400}
.status-part{padding:var(--s4);border-top:1px solid var(--hairline)}
.status-part>h2{margin-bottom:var(--s3)}
.status-part>figure+h2{margin-top:var(--s5)}
.status-part>figure+p{margin-top:var(--s3)}
.banner.note{margin:0;border-radius:0}
.status-rows{display:grid;gap:var(--s2)}
.status-rows li{display:flex;justify-content:space-between;gap:var(--s4)}
.status-rows .up{color:var(--accent)}
.status-rows .slow{color:var(--collect)}
.status-rows .down{color:var(--danger)}
.notice-card{display:grid;gap:var(--s2);padding:var(--s4);border:1px solid var(--hairline);border-radius:var(--radius)}
.notice-card+.notice-card{margin-top:var(--s3)}
.notice-card:target{border-color:var(--accent)}
.notice-card p{white-space:pre-line;unicode-bidi:plaintext}
.notice-card h3{unicode-bidi:plaintext}
.notice-steps{display:grid;gap:var(--s3);padding-inline-start:var(--s4);border-inline-start:2px solid var(--hairline)}
.days{display:block;width:100%;height:34px}
.days rect{fill:var(--accent)}
.days .maintenance{fill:var(--information)}
.days .degraded{fill:var(--collect)}
.days .outage{fill:var(--danger)}
.days-ends{display:flex;justify-content:space-between;margin-top:var(--s1)}
@media (forced-colors:active){.days rect{fill:CanvasText}.days .degraded,.days .outage,.days .maintenance{fill:Highlight}}
`;
