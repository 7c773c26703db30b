// A way to another page on which the browser forgets what it has shown and kept: no going back to it, not from memory either.
import "server-only";
import { html } from "../html-page.ts";

/** `to` is a path of ours. A page rather than a redirect, so that the router in the browser loads everything anew. */
export function freshPage(to: string): Response {
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <title>One moment</title>
      </head>
      <body>
        <a href="${to}">Go on</a>
      </body>
    </html>`;
  return new Response(body.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "clear-site-data": '"cache", "storage"',
      refresh: `0;url=${to}`,
    },
  });
}
