// The page of the local text messages: what was sent, newest first, and a form to answer as the person would.
import { html, page } from "../../html-page.ts";

export type CaughtText = { id: string; at: string; to: string; body: string };

export function inboxPage(texts: readonly CaughtText[], said: string): string {
  return page({
    title: "Text messages",
    ribbon: "Local text messages – what this machine sends ends here",
    body: html`<h1>Text messages</h1>
      ${said && html`<p role="status">${said}</p>`}
      <h2>Answer one</h2>
      <form method="post" action="/reply">
        <label for="from">From the number</label>
        <input id="from" name="from" value="${texts[0]?.to ?? ""}" inputmode="tel" />
        <label for="body">Text</label>
        <input id="body" name="body" value="STOP" />
        <div class="deeds"><button type="submit">Send the answer</button></div>
      </form>
      <h2>
        ${texts.length === 0 ? "Nothing has arrived yet" : `${texts.length} ${texts.length === 1 ? "text" : "texts"}, newest first`}
      </h2>
      <ul class="list">
        ${texts.slice(0, 200).map(
          (text) =>
            html`<li>
              <pre>${text.body}</pre>
              <span class="quiet"
                >${text.to} · <time datetime="${text.at}">${text.at.slice(0, 16).replace("T", " ")} UTC</time></span
              >
            </li>`,
        )}
      </ul>`,
  });
}
