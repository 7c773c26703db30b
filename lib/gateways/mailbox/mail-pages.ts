// The mailbox's pages: a list, and one mail as its reader would see it.
import { html, page, type Html } from "../../html-page.ts";
import type { CaughtMail } from "./caught-mail.ts";

const ribbon = "Local mailbox – mail sent by this machine ends here";

export function listPage(mails: readonly CaughtMail[], to: string): string {
  return page({
    title: "Mailbox",
    ribbon,
    body: html`<h1>Mailbox</h1>
      <form method="get" action="/">
        <label for="to">Only mail to</label>
        <div class="deeds" style="margin-top:0">
          <input id="to" name="to" value="${to}" inputmode="email" style="flex:1 1 200px;width:auto" /><button
            type="submit"
            class="other"
          >
            Show
          </button>
        </div>
      </form>
      <h2>
        ${mails.length === 0 ? "Nothing has arrived yet" : `${mails.length} ${mails.length === 1 ? "mail" : "mails"}, newest first`}
      </h2>
      <ul class="list">
        ${mails.slice(0, 200).map(
          (mail) =>
            html`<li>
              <a href="/mails/${mail.id}">${mail.subject || "(no subject)"}</a><br />
              <span class="quiet"
                >${mail.to.join(", ")} ·
                <time datetime="${mail.at}">${moment(mail.at)}</time
                >${mail.attachments.length > 0 && " · attachment"}</span
              >
            </li>`,
        )}
      </ul>
      ${mails.length > 200 && html`<p class="quiet">Older mails are not shown; narrow the list by recipient.</p>`}`,
  });
}

export function mailPage(mail: CaughtMail): string {
  return page({
    title: mail.subject || "(no subject)",
    ribbon,
    body: html`<p><a href="/">All mail</a></p>
      <h1>${mail.subject || "(no subject)"}</h1>
      <dl>
        <dt>From</dt>
        <dd>${mail.from}</dd>
        <dt>To</dt>
        <dd>${mail.to.join(", ")}</dd>
        <dt>At</dt>
        <dd><time datetime="${mail.at}">${moment(mail.at)}</time></dd>
      </dl>
      ${
        mail.attachments.length > 0 &&
        html`<h2>Attachments</h2>
          <ul class="list">
            ${mail.attachments.map(
              (part, i) =>
                html`<li>
                  <a href="/mails/${mail.id}/attachments/${i}" download>${part.filename}</a>
                  <span class="quiet">${part.contentType}, ${part.size} bytes</span>
                </li>`,
            )}
          </ul>`
      }
      <h2>Text</h2>
      <pre>${linked(mail.text)}</pre>
      ${
        mail.html &&
        html`<h2>As designed</h2>
          <iframe
            src="/mails/${mail.id}/html"
            title="The mail as designed"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          ></iframe>`
      }`,
  });
}

export function missingPage(): string {
  return page({
    title: "No such mail",
    ribbon,
    body: html`<h1>There is no such mail</h1>
      <p>It may have been dropped to make room. <a href="/">All mail</a></p>`,
  });
}

/** Web addresses in plain text become links; everything is escaped. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((part, i) => (i % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

function moment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
