// The mailbox's pages and memory.
import { mkdtemp, rm, appendFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mailGateway } from "../../../lib/gateways/mail.ts";
import { startMailbox, type Mailbox } from "../../../lib/gateways/mailbox/mailbox.ts";

async function sendTo(mailbox: Mailbox, to: string, changes: { subject?: string; html?: string; text?: string } = {}) {
  const mail = mailGateway({ smtpUrl: mailbox.smtpUrl, from: "hello@harbour.example" });
  await mail.send({
    to,
    subject: "Your visit",
    text: "See https://clinic.example/m/a?b=1&c=2.",
    html: "<p>Hello</p>",
    messageId: "one@harbour.example",
    icsAttachment: { filename: "visit.ics", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method: "REQUEST" },
    ...changes,
  });
  mail.close();
}

describe("pages", () => {
  it("lists, shows and downloads, everything escaped and without scripts", async () => {
    const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
    try {
      await sendTo(mailbox, "Mei@Example.org", {
        subject: "<img src=x onerror=alert(1)>",
        html: "<script>alert(1)</script><a href='https://x.example'>x</a>",
      });
      await sendTo(mailbox, "tom@example.org");
      const get = async (address: string) => (await fetch(`${mailbox.webUrl}${address}`)).text();
      const list = await get("/?to=mei@example.org");
      expect(list).toContain("&#60;img src=x");
      expect(list).not.toContain("tom@example.org</span>");
      const id = /\/mails\/([\w-]+)/.exec(list)?.[1] ?? "";
      const shown = await get(`/mails/${id}`);
      expect(shown).toContain('<a href="https://clinic.example/m/a?b=1&#38;c=2">');
      expect(shown).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
      expect(shown).not.toContain("<script");
      const designed = await fetch(`${mailbox.webUrl}/mails/${id}/html`);
      expect(designed.headers.get("content-security-policy")).toMatch(/^sandbox [^;]*; default-src 'none'/);
      expect(designed.headers.get("content-security-policy")).not.toContain("allow-scripts");
      const mails = (await (await fetch(`${mailbox.webUrl}/api/mails?to=mei@example.org`)).json()) as {
        attachments: { filename: string; path: string }[];
      }[];
      expect(mails).toHaveLength(1);
      const file = mails[0]?.attachments.find((part) => part.filename === "visit.ics");
      const download = await fetch(`${mailbox.webUrl}${file?.path}`);
      expect(download.headers.get("content-type")).toContain("text/calendar");
      expect(download.headers.get("content-disposition")).toBe('attachment; filename="visit.ics"');
      expect(await download.text()).toContain("BEGIN:VCALENDAR");
      expect((await fetch(`${mailbox.webUrl}/mails/none`)).status).toBe(404);
      expect((await fetch(`${mailbox.webUrl}/`, { method: "POST" })).status).toBe(405);
    } finally {
      await mailbox.close();
    }
  });
});

describe("memory", () => {
  it("keeps mails between runs and steps over a torn line", async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "mailbox-"));
    try {
      const dataFile = path.join(directory, "mail", "mailbox.jsonl");
      const first = await startMailbox({ smtpPort: 0, webPort: 0, dataFile });
      await sendTo(first, "mei@example.org");
      await first.close();
      await appendFile(dataFile, '{"id":"torn');
      const second = await startMailbox({ smtpPort: 0, webPort: 0, dataFile });
      await sendTo(second, "mei@example.org");
      await second.close();
      const third = await startMailbox({ smtpPort: 0, webPort: 0, dataFile });
      expect(third.mails("mei@example.org")).toHaveLength(2);
      await third.close();
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
