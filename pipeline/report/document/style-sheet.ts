/** The report's looks. Every text colour has a contrast of at least 4.5 on the ground it stands on, in light and dark. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --surface: #ffffff; --text: #1b2330; --muted: #5b6675; --line: #dfe3e9;
  --candidate: #1d5fd0; --rival: #c2571a;
  --good: #10713a; --good-ground: #e4f4ea; --bad: #b3211f; --bad-ground: #fdeaea;
  --wait: #865200; --wait-ground: #fcf1dc; --neutral: #2a5b84; --neutral-ground: #e6eff7;
  --unknown: #7337a0; --unknown-ground: #f3eaf9;
  --group-1: #1d5fd0; --group-2: #c2571a; --group-3: #1b7f5c; --group-4: #8a4bb0; --group-5: #b08a00; --group-6: #6b7686;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10141a; --surface: #181e27; --text: #e5e9f0; --muted: #9ba7b7; --line: #2f3947;
    --candidate: #72a8ff; --rival: #f09a5b;
    --good: #6fd596; --good-ground: #14301f; --bad: #ff938f; --bad-ground: #3a1a1b;
    --wait: #f1bd62; --wait-ground: #35280f; --neutral: #8fc1ea; --neutral-ground: #172b3c;
    --unknown: #d3a4f5; --unknown-ground: #2d1c3b;
    --group-1: #72a8ff; --group-2: #f09a5b; --group-3: #58c39c; --group-4: #c896ea; --group-5: #e0c04d; --group-6: #97a3b3;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem clamp(0.9rem, 4vw, 2.5rem) 4rem; max-width: 70rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
h2 { margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; letter-spacing: -0.01em; }
h3 { margin: 0; font-size: 1rem; line-height: 1.4; }
p, .reasons, .findings li { max-width: 52rem; text-wrap: pretty; }
p { margin: 0.25rem 0 0.75rem; }
a { color: var(--candidate); }
small { color: var(--muted); font-size: 0.85em; font-weight: 400; }
code { font: 0.85em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
header p { margin: 0.25rem 0 0; color: var(--muted); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 1rem 0 0; padding: 0; list-style: none; font-size: 0.9rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
section { margin-top: 2.75rem; scroll-margin-top: 1rem; }
section > h3 { margin: 1.75rem 0 0.6rem; }
#verdict { margin-top: 1.5rem; }
#verdict > h2, .unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
}
.icon { width: 1.15em; height: 1.15em; flex: none; fill: none; stroke: currentColor; stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
.good { --tone: var(--good); --tone-ground: var(--good-ground); }
.bad { --tone: var(--bad); --tone-ground: var(--bad-ground); }
.wait { --tone: var(--wait); --tone-ground: var(--wait-ground); }
.neutral { --tone: var(--neutral); --tone-ground: var(--neutral-ground); }
.unknown { --tone: var(--unknown); --tone-ground: var(--unknown-ground); }
.verdict { padding: 1.4rem 1.6rem 1.2rem; border-radius: 0.75rem; border-left: 0.5rem solid var(--tone); background: var(--tone-ground); }
.answer { display: flex; align-items: center; gap: 0.6rem; margin: 0; color: var(--tone); font-size: clamp(2rem, 6vw, 2.9rem); line-height: 1.1; letter-spacing: -0.02em; }
.meaning { margin: 0.5rem 0 0; font-size: 1.1rem; }
.reasons { margin: 0.7rem 0 0; padding-left: 1.15rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.tiles li { padding: 0.8rem 1rem; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--surface); color: var(--muted); font-size: 0.85rem; line-height: 1.4; }
.tiles b { display: block; color: var(--text); font-size: 1.35rem; line-height: 1.3; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; white-space: nowrap; }
.tiles b small { font-size: 0.95rem; }
.badge { display: inline-flex; align-items: center; gap: 0.25rem; padding: 0.05rem 0.55rem 0.05rem 0.35rem; border-radius: 1rem; background: var(--tone-ground); color: var(--tone); font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--surface); }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
caption { padding: 0.6rem 0.8rem 0; text-align: left; color: var(--muted); }
th, td { padding: 0.45rem 0.8rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--muted); font-size: 0.8rem; font-weight: 600; vertical-align: bottom; white-space: nowrap; }
tbody th { min-width: 5.5rem; font-weight: 500; }
.block tbody th { min-width: 8.5rem; }
.strong th { font-weight: 700; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.strong th, .strong td { font-weight: 700; }
.note { margin-top: 0.6rem; color: var(--muted); font-size: 0.875rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
figure, .block { --pad: 1.1rem; margin: 0; padding: 1rem var(--pad); min-width: 0; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--surface); }
figcaption p, .block > p { margin: 0.15rem 0 0.6rem; color: var(--muted); font-size: 0.875rem; line-height: 1.5; }

.block table { font-size: 0.85rem; }
.block th, .block td { padding-inline: 0.5rem; }
.block th:first-child { padding-left: var(--pad); overflow-wrap: break-word; }
.block .number:last-child { padding-right: var(--pad); }
.block .scroll { border: 0; margin: 0 calc(-1 * var(--pad)) -1rem; border-radius: 0 0 0.6rem 0.6rem; }
.chart { display: block; overflow: visible; width: 100%; height: auto; margin: 0 auto; font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.chart + .chart { margin-top: 0.5rem; }
.grid > figure:only-child > .chart { max-width: 34rem; margin-left: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; margin: 0 0 0.5rem; font-size: 0.85rem; }
.legend > span { display: inline-flex; align-items: center; gap: 0.35rem; white-space: nowrap; }
.mark { width: 0.75rem; height: 0.75rem; border-radius: 50%; background: var(--candidate); }
.mark.rival { background: var(--rival); }
.group-1 { background: var(--group-1); }
.group-2 { background: var(--group-2); }
.group-3 { background: var(--group-3); }
.group-4 { background: var(--group-4); }
.group-5 { background: var(--group-5); }
.group-6 { background: var(--group-6); }
details { margin-top: 0.6rem; font-size: 0.875rem; }
summary { cursor: pointer; color: var(--muted); }
details .scroll { margin-top: 0.5rem; max-height: 22rem; overflow: auto; }
.findings { padding-left: 0; list-style: none; }
.findings li { margin: 0.5rem 0; }
.findings .badge { margin-right: 0.25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.2rem; margin: 0 0 1.2rem; font-size: 0.9rem; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--candidate); outline-offset: 2px; }
@media (max-width: 30rem) { th, td { padding-inline: 0.5rem; } figure, .block { --pad: 0.75rem; } .verdict { padding: 1.1rem 1.1rem 1rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; } body { padding-top: 1.2rem; } }
@media print { body { background: none; max-width: none; } nav, details { display: none; } figure, tr { break-inside: avoid; } }
`;
