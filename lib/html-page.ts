// Plain, escaped HTML pages that stand alone, for the local stand-ins and for records handed out: no script, one look, light and dark.

/** HTML that is safe to put into a page as it is. */
export type Html = { readonly html: string };

type Part = Html | string | number | null | undefined | false | readonly Part[];

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Template tag: every value is escaped unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: strings.reduce((out, text, i) => out + text + (i < parts.length ? show(parts[i]) : ""), "") };
}

function show(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if ("html" in part) return part.html;
  return part.map(show).join("");
}

export function page(input: { title: string; ribbon: string; body: Html }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${input.title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header class="ribbon">${input.ribbon}</header>
        <main>${MARK}${input.body}</main>
      </body>
    </html>`.html;
}

/**
 * Answer headers for such a page. `formTargets` are the origins a form may end at: browsers check redirects too.
 */
export function pageHeaders(formTargets: readonly string[] = []): Record<string, string> {
  const csp = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "frame-src 'self'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": csp.join("; "),
    "x-content-type-options": "nosniff",
    // Not no-referrer: a native form would then post with "Origin: null".
    "referrer-policy": "same-origin",
  };
}

const MARK: Html = {
  html: `<svg class="mark" viewBox="0 0 132 12" width="132" height="12" aria-hidden="true">${[6, 20, 38, 62, 92, 126]
    .map((x) => `<circle cx="${x}" cy="6" r="5"/>`)
    .join("")}</svg>`,
};

const STYLE: Html = {
  html: `:root{color-scheme:light dark;--paper:#faf7f1;--ink:#1d2726;--quiet:#52605d;--line:#d9d3c7;--accent:#17594f;--on:#fff;--note:#f1ece1;--warn:#8c2f1b}
@media(prefers-color-scheme:dark){:root{--paper:#161b1a;--ink:#ecebe5;--quiet:#a9b4b0;--line:#38423f;--accent:#7fcbb9;--on:#0c1514;--note:#1f2725;--warn:#f0a793}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.5 "Source Sans 3","Source Sans Pro","Noto Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
.ribbon{margin:0;padding:8px 16px;background:var(--note);border-bottom:1px solid var(--line);text-align:center;font-size:15px}
main{max-width:544px;margin:0 auto;padding:32px 16px 64px}main.wide,.wide{max-width:880px}
.mark{fill:var(--accent);display:block;margin-bottom:24px}
h1{font-size:28px;line-height:1.2;font-weight:600;margin:0 0 8px}h2{font-size:20px;font-weight:600;margin:32px 0 8px}
p{margin:0 0 16px}.quiet{color:var(--quiet)}.amount{font-size:36px;line-height:1.2;font-weight:600;margin:0 0 24px}
label{display:block;font-weight:600;margin:16px 0 4px}.hint{color:var(--quiet);font-size:16px;margin:0 0 4px}
input{font:inherit;color:inherit;background:transparent;width:100%;min-height:48px;padding:8px 12px;border:1px solid var(--quiet);border-radius:6px}
input[aria-invalid=true]{border:2px solid var(--warn)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:16px;align-items:end}
button,.button{font:inherit;font-weight:600;min-height:48px;padding:10px 24px;border-radius:6px;border:1px solid var(--accent);background:var(--accent);color:var(--on);cursor:pointer;text-decoration:none;display:inline-block}
button.other{background:transparent;color:var(--accent)}.deeds{display:flex;flex-wrap:wrap;gap:16px;align-items:center;margin-top:24px}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.message{border-left:4px solid var(--warn);padding:8px 16px;background:var(--note)}.message p{margin:0}
table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:8px 16px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600}
ul.list{list-style:none;margin:0;padding:0}ul.list li{padding:12px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0 0 16px}dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:70vh;border:1px solid var(--line);border-radius:6px;background:#fff}
@media print{.ribbon,.deeds{display:none}body{background:#fff;color:#000}}`,
};
