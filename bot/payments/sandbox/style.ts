/** The look of the hosted pages: one column from 240 px up, light and dark, no script, nothing loaded. */
export const STYLE = `
:root{color-scheme:light dark;--back:#f3f4f7;--panel:#fff;--text:#1c1f26;--quiet:#565d69;--line:#dde0e6;--edge:#7a8290;
--accent:#4649a8;--accent-deep:#383b8c;--on-accent:#fff;--bad:#b3261e;--bad-back:#fdf1f0;--good:#17703c;--wait:#8a5a00;
--banner:#fff3d1;--on-banner:#553c00}
@media (prefers-color-scheme:dark){:root{--back:#131417;--panel:#1c1e23;--text:#eff0f3;--quiet:#b0b6c1;--line:#33373f;--edge:#868d9a;
--accent:#b3b5ff;--accent-deep:#cfd0ff;--on-accent:#17183a;--bad:#ffa199;--bad-back:#33201f;--good:#79d59f;--wait:#f0c366;
--banner:#352a0a;--on-banner:#ffe3a0}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"PingFang TC",
"Microsoft JhengHei","Noto Sans TC","Noto Sans CJK TC",sans-serif;overflow-wrap:break-word}
.banner{margin:0;padding:.625rem 1rem;background:var(--banner);color:var(--on-banner);font-size:.875rem;text-align:center;text-wrap:balance}
main{max-width:29rem;margin:0 auto;padding:1.75rem 1rem 3rem}
h1{margin:0;font-size:1.5rem;line-height:1.25;font-weight:650;text-wrap:balance}
h2{margin:2rem 0 .625rem;font-size:1rem;font-weight:650}
p{margin:.5rem 0 0}
.eyebrow{margin:0 0 .25rem;color:var(--accent);font-size:.9375rem;font-weight:600}
.quiet,.hint{color:var(--quiet)}
.hint{display:block;margin-top:.25rem;font-size:.8125rem;line-height:1.4}
.panel{margin-top:1rem;padding:1.125rem 1rem;background:var(--panel);border:1px solid var(--line);border-radius:.75rem}
.choices{margin:0;padding:0;overflow:hidden;list-style:none;background:var(--panel);border:1px solid var(--line);border-radius:.75rem}
.choices li+li{border-top:1px solid var(--line)}
.choice{display:grid;grid-template-columns:.625rem 1fr auto;gap:0 .75rem;align-items:center;width:100%;min-height:3.25rem;padding:.5rem .875rem;
border:0;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.choice:hover{background:var(--back)}
.choice:focus-visible{outline-offset:-3px;border-radius:.75rem}
.choice strong{display:block;font-weight:500;line-height:1.35}
.choice small{display:block;margin-top:.0625rem;color:var(--quiet);font-size:.8125rem;font-variant-numeric:tabular-nums}
.choice::after{content:"";width:.5rem;height:.5rem;border:solid var(--quiet);border-width:2px 2px 0 0;transform:rotate(45deg)}
.dot{width:.625rem;height:.625rem;border-radius:50%;background:var(--wait)}
.dot.good{background:var(--good)}.dot.bad{background:var(--bad)}
.field{margin-top:1rem}.field:first-child{margin-top:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem .875rem;margin-top:1rem;align-items:start}
.pair .field{margin:0}
label{display:block;margin-bottom:.25rem;font-size:.9375rem;font-weight:600}
input{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--panel);color:inherit;
font:inherit;font-variant-numeric:tabular-nums}
input[aria-invalid=true]{border:2px solid var(--bad)}
.wrong{display:block;margin-top:.25rem;color:var(--bad);font-size:.875rem;font-weight:600;line-height:1.4}
.summary{margin-top:1rem;padding:.875rem 1rem;border:2px solid var(--bad);border-radius:.75rem;background:var(--bad-back)}
.summary h2{margin:0}.summary ul{margin:.375rem 0 0;padding-inline-start:1.125rem}.summary li+li{margin-top:.25rem}.summary a{color:var(--bad)}
.button{display:block;width:100%;min-height:2.75rem;margin-top:1rem;padding:.625rem 1rem;border:1px solid var(--accent);border-radius:.5rem;
background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;line-height:1.4;text-align:center;text-decoration:none;cursor:pointer}
.button:hover{background:var(--accent-deep);border-color:var(--accent-deep)}
.button.second{margin-top:.625rem;border-color:var(--edge);background:none;color:var(--text)}
.button.second:hover{background:var(--back)}
.note{margin-top:1rem}.leave{margin-top:1.25rem;text-align:center}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
dl{margin:0}dl div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem}dl div+div{margin-top:.375rem}
dt{color:var(--quiet)}dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
.mark{display:block;width:3rem;height:3rem;margin:0 0 .875rem;padding:.75rem;border-radius:50%;background:var(--good);color:var(--panel)}
.mark.off{background:var(--quiet)}
`
