/** The office's only style sheet. Logical properties throughout: Arabic reads from the right. */
export const styles = `
:root {
  color-scheme: light dark;
  --ink: #17252b;
  --muted: #52646b;
  --ground: #f4f7f7;
  --surface: #ffffff;
  --line: #d3dddf;
  --control: #6b8087;
  --accent: #14566a;
  --accent-strong: #0d4050;
  --on-accent: #ffffff;
  --tint: #e6f0f1;
  --good: #e2f2e6;
  --on-good: #14502a;
  --bad: #fbe9e6;
  --on-bad: #8c2216;
  --note: #fdf3dc;
  --on-note: #5a3c07;
  --focus: #a8432f;
  --radius: 0.5rem;
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Naskh Arabic', Arial, sans-serif;
  line-height: 1.5;
  color: var(--ink);
  background: var(--ground);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6eff0;
    --muted: #a9bcc1;
    --ground: #0d1a20;
    --surface: #15272e;
    --line: #30464e;
    --control: #86a0a8;
    --accent: #8fd0dd;
    --accent-strong: #b4e2ea;
    --on-accent: #06242c;
    --tint: #1b343d;
    --good: #143524;
    --on-good: #bfe8cd;
    --bad: #42201b;
    --on-bad: #ffc9bf;
    --note: #3a2e12;
    --on-note: #f5dfae;
    --focus: #ffb86b;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; margin-block: 0 0.75rem; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2rem); }
h2 { font-size: 1.25rem; margin-block-start: 2.25rem; }
h3 { font-size: 1.05rem; margin-block-start: 1.25rem; }
p, ul, ol, dl { margin-block: 0 1rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 0.14em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; inset-inline-start: 0.5rem; inset-block-start: -6rem; background: var(--surface); padding: 0.75rem 1rem; z-index: 2; }
.skip:focus { inset-block-start: 0.5rem; }

.top { background: var(--surface); border-block-end: 1px solid var(--line); padding: 0.6rem clamp(1rem, 4vw, 2.5rem);
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1.75rem; }
.town { margin: 0; }
.town a { color: inherit; text-decoration: none; display: inline-block; padding-block: 0.25rem; }
.town span { color: var(--muted); }
.sections { flex: 1 1 24rem; }
.sections ul { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0.15rem 0.25rem; }
.sections a { display: block; padding: 0.4rem 0.7rem; border-radius: var(--radius); text-decoration: none; color: inherit; }
.sections a:hover { background: var(--tint); }
.sections a[aria-current] { background: var(--tint); color: var(--accent-strong); font-weight: 600;
  box-shadow: inset 0 -3px 0 var(--accent); }
.member { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; margin: 0; }
.member p { margin: 0; color: var(--muted); font-size: 0.9rem; }
main { flex: 1; width: 100%; max-width: 78rem; margin-inline: auto; padding: 1.75rem clamp(1rem, 4vw, 2.5rem) 3rem; }
.bottom { padding: 1rem clamp(1rem, 4vw, 2.5rem); border-block-start: 1px solid var(--line); }
.language { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin: 0; font-size: 0.9rem; }
.language select { width: auto; }

label, legend, .label { font-weight: 600; }
fieldset { border: 1px solid var(--line); border-radius: var(--radius); margin: 0 0 1.25rem; padding: 0.75rem 1rem 1rem; min-width: 0; }
.field { margin-block: 0 1.1rem; max-width: 42rem; }
.field > label { display: block; margin-block-end: 0.25rem; }
.help { color: var(--muted); margin-block: 0 0.35rem; font-size: 0.92rem; }
input, select, textarea, button, .button { font: inherit; }
input:not([type='checkbox'], [type='radio']), select, textarea { width: 100%; max-width: 100%; color: var(--ink); background: var(--surface);
  border: 1px solid var(--control); border-radius: 0.35rem; padding: 0.5rem 0.6rem; min-height: 2.6rem; }
textarea { display: block; min-height: 6rem; }
textarea.code { font-family: ui-monospace, 'Cascadia Mono', Consolas, monospace; font-size: 0.9rem; direction: ltr; }
input[type='checkbox'], input[type='radio'] { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); flex: none; }
.choice { display: flex; align-items: center; gap: 0.6rem; min-height: 2.2rem; }
.choice label { font-weight: 400; }
[aria-invalid='true'] { border-color: var(--on-bad) !important; border-width: 2px !important; }
button, .button { display: inline-block; cursor: pointer; border: 1px solid transparent; border-radius: 0.35rem; padding: 0.5rem 1.1rem; min-height: 2.6rem;
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; text-align: center; }
button:hover, .button:hover { background: var(--accent-strong); color: var(--on-accent); }
button.quiet, .button.quiet { background: transparent; color: var(--accent); border-color: var(--control); font-weight: 500; }
button.quiet:hover, .button.quiet:hover { background: var(--tint); color: var(--accent-strong); }
button.danger { background: transparent; color: var(--on-bad); border-color: currentcolor; }
button.danger:hover { background: var(--bad); color: var(--on-bad); }
.small { padding: 0.25rem 0.6rem; min-height: 2rem; font-size: 0.9rem; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin-block: 0 1rem; }
.row.start { align-items: start; }
.row > .field { flex: 1 1 11rem; margin: 0; max-width: 20rem; }
.row > .field.wide { flex: 2 1 18rem; max-width: 30rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; margin-block: 0 1rem; }

.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.1rem 1.25rem; margin-block: 0 1.25rem; }
.card > :last-child, .card > form > :last-child { margin-block-end: 0; }
.card > h2:first-child, .card > form > h2:first-of-type { margin-block-start: 0; }
.card .choice { margin-block-end: 0.75rem; }
fieldset.card > legend { float: inline-start; width: 100%; padding: 0; margin-block-end: 0.75rem; font-size: 1.05rem; }
fieldset.card > legend + * { clear: both; }
.notice { border-radius: var(--radius); padding: 0.75rem 1rem; background: var(--note); color: var(--on-note); max-width: 48rem; border: 1px solid transparent; }
.notice.good { background: var(--good); color: var(--on-good); }
.notice.bad { background: var(--bad); color: var(--on-bad); }
.notice a { color: inherit; }
.error { color: var(--on-bad); font-weight: 600; margin-block: 0 0.35rem; }
.quiet-text, .muted { color: var(--muted); }
.tag { display: inline-block; padding: 0.05rem 0.6rem; border-radius: 1rem; background: var(--tint); color: var(--ink); font-size: 0.88rem; white-space: nowrap; border: 1px solid transparent; }
.tag.received { background: var(--note); color: var(--on-note); }
.tag.answered, .tag.good { background: var(--good); color: var(--on-good); }
.tag.bad { background: var(--bad); color: var(--on-bad); }

.scroll { overflow-x: auto; position: relative; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); margin-block: 0 1.25rem; }
.table { border-collapse: collapse; width: 100%; }
.table caption { text-align: start; padding: 0.75rem 1rem 0.25rem; font-weight: 600; }
.table th, .table td { text-align: start; vertical-align: top; padding: 0.6rem 1rem; border-block-end: 1px solid var(--line); }
.table tr:last-child > * { border-block-end: 0; }
.table thead th { color: var(--muted); font-weight: 600; font-size: 0.9rem; white-space: nowrap; }
.table .number { text-align: end; font-variant-numeric: tabular-nums; }
.table td p:last-child { margin: 0; }
.nowrap { white-space: nowrap; }
.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.4rem 1.5rem; margin: 0; }
dl.facts.narrow { grid-template-columns: minmax(0, 1fr); gap: 0; margin-block-end: 1rem; }
.facts.narrow dd { margin-block-end: 0.5rem; }
.facts dd { overflow-wrap: anywhere; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; white-space: pre-line; }
.columns { display: grid; gap: 0 2rem; }
.thread { list-style: none; padding: 0; display: grid; gap: 0.75rem; }
.thread li { border: 1px solid var(--line); border-radius: var(--radius); padding: 0.75rem 1rem; background: var(--surface); max-width: 46rem; }
.thread li.office { background: var(--tint); margin-inline-start: clamp(0rem, 5vw, 3rem); }
.thread li.note { background: var(--note); color: var(--on-note); }
.thread .who { margin: 0 0 0.25rem; font-size: 0.9rem; color: var(--muted); }
.thread .note .who { color: inherit; }
.text { white-space: pre-line; margin: 0; }
.paging { display: flex; gap: 1.25rem; align-items: center; flex-wrap: wrap; }
.sign-in { max-width: 26rem; margin: clamp(0rem, 6vh, 4rem) auto; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius);
  padding: clamp(1.25rem, 5vw, 2.25rem); }
.sign-in button, .sign-in .button { width: 100%; }
.or { display: flex; align-items: center; gap: 0.75rem; color: var(--muted); }
.or::before, .or::after { content: ''; flex: 1; border-block-start: 1px solid var(--line); }
details > summary { cursor: pointer; padding-block: 0.35rem; color: var(--accent); font-weight: 600; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (min-width: 62rem) { .columns { grid-template-columns: minmax(0, 3fr) minmax(17rem, 1fr); } }
@media (max-width: 40rem) {
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-block-end: 0.75rem; }
  .stacks thead { position: absolute; clip-path: inset(50%); }
  .stacks tr { display: block; border-block-end: 1px solid var(--line); padding-block: 0.5rem; }
  .stacks tr:last-child { border: 0; }
  .stacks td, .stacks th { display: block; border: 0; padding-block: 0.15rem; }
}
@media (forced-colors: active) {
  .tag, .notice { border-color: currentcolor; }
  .sections a[aria-current] { border-block-end: 3px solid; }
}
@media print { .top, .bottom, form { display: none; } }
`;
