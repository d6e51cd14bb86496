/** The look of the printable receipt: one sheet on screen, nothing but the sheet on paper. No script, nothing loaded. */
export const RECEIPT_STYLE = `
:root{color-scheme:light dark;--back:#f3f4f7;--panel:#fff;--text:#1c1f26;--quiet:#565d69;--line:#d3d7de;--accent:#4649a8;--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{--back:#131417;--panel:#1c1e23;--text:#eff0f3;--quiet:#b0b6c1;--line:#3a3f48;--accent:#b3b5ff;--on-accent:#17183a}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"PingFang TC",
"Microsoft JhengHei","Noto Sans TC","Noto Sans CJK TC",sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:1.5rem auto;padding:2rem 1.5rem;background:var(--panel);border:1px solid var(--line);border-radius:.75rem}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.25rem 1.5rem}
h1{margin:0;font-size:1.625rem;line-height:1.25;font-weight:650}
p{margin:.5rem 0 0}
.number{margin:0;color:var(--quiet);font-variant-numeric:tabular-nums}
.refunded{display:inline-block;margin-top:.75rem;padding:.125rem .625rem;border:2px solid currentColor;border-radius:.375rem;font-weight:700}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.375rem 1.5rem;margin:1.5rem 0 0}
dt{color:var(--quiet)}dd{margin:0}
table{width:100%;margin-top:1.75rem;border-collapse:collapse}
th,td{padding:.625rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
th{color:var(--quiet);font-weight:600}
td small{display:block;color:var(--quiet);font-size:.875rem}
.money{padding-inline-start:1rem;text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
tfoot th,tfoot td{border-bottom:0;color:var(--text);font-size:1.125rem;font-weight:700}
.part th,.part td{font-size:1rem;font-weight:400}
.parties{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin-top:1.5rem}.parties p{margin:0}
h2{margin:0;font-size:.875rem;font-weight:600;color:var(--quiet)}
.quiet{color:var(--quiet);font-size:.875rem}
nav{max-width:44rem;margin:1rem auto 0;padding:0 1.5rem}
a{color:var(--accent);text-underline-offset:.15em}
.button{display:inline-block;min-height:2.75rem;margin-top:1rem;padding:.625rem 1.25rem;border:0;border-radius:.5rem;background:var(--accent);
color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@media (max-width:30rem){.parties{grid-template-columns:1fr}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{:root{color-scheme:light;--back:#fff;--panel:#fff;--text:#000;--quiet:#333;--line:#999}
nav,.screen{display:none}main{max-width:none;margin:0;padding:0;border:0}table,dl{break-inside:avoid}}
@page{margin:2cm}
`
