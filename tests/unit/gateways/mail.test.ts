// The mail gateway over real SMTP into the local mailbox.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { GatewayError } from "../../../lib/gateways/gateway-error.ts";
import { mailGateway, type MailGateway, type OutgoingMail } from "../../../lib/gateways/mail.ts";
import { smtpOptions } from "../../../lib/gateways/smtp-options.ts";
import { emailInput } from "../../../lib/patients/patient-input.ts";
import { invitationInput } from "../../../lib/staff/invite-member.ts";
import { startMailbox, type Mailbox } from "../../../lib/gateways/mailbox/mailbox.ts";

let mailbox: Mailbox;
let mail: MailGateway;
beforeAll(async () => {
  mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  mail = mailGateway({ smtpUrl: mailbox.smtpUrl, from: "Harbour Clinic <hello@harbour.example>" });
});
afterAll(async () => {
  mail.close();
  await mailbox.close();
});

let sent = 0;
function message(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  sent += 1;
  return {
    to: `mei+${sent}@example.org`,
    subject: "Your visit",
    text: "Thu, Dec 3, 10:30 – https://clinic.example/m/abc",
    html: "<p>Thu, Dec 3, 10:30</p>",
    messageId: `outbox-${sent}@harbour.example`,
    ...changes,
  };
}

function kindOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "fulfilled",
    (error: unknown) => (error instanceof GatewayError ? error.kind : error),
  );
}

describe("send", () => {
  it("delivers text, HTML, a stable message id and a calendar file", async () => {
    const content = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    const outgoing = message({
      subject: "Ваш візит – 訪問",
      icsAttachment: { filename: "visit.ics", content, method: "REQUEST" },
      unsubscribeUrl: "https://clinic.example/u/abc",
    });
    const { messageId } = await mail.send(outgoing);
    expect(messageId).toBe(`<${outgoing.messageId}>`);
    const [caught] = mailbox.mails(outgoing.to);
    expect(caught).toMatchObject({
      subject: "Ваш візит – 訪問",
      messageId,
      from: '"Harbour Clinic" <hello@harbour.example>',
    });
    expect(caught?.text).toContain("10:30");
    expect(caught?.html).toContain("<p>");
    const file = caught?.attachments.find((part) => part.filename === "visit.ics");
    expect(Buffer.from(file?.base64 ?? "", "base64").toString()).toBe(content);
    const header = (name: string) => caught?.headers.find((line) => line.name === name)?.value;
    expect(header("list-unsubscribe")).toBe("<https://clinic.example/u/abc>");
    expect(header("auto-submitted")).toBe("auto-generated");
  });

  it("sends many through few connections", async () => {
    const many = Array.from({ length: 40 }, () => message());
    await Promise.all(many.map((one) => mail.send(one)));
    expect(many.every((one) => mailbox.mails(one.to).length === 1)).toBe(true);
  });

  it("sorts refusals into never and not now", async () => {
    mailbox.refuseNext(1, 550);
    expect(await kindOf(mail.send(message()))).toBe("invalid");
    mailbox.refuseNext(1, 451);
    expect(await kindOf(mail.send(message()))).toBe("unavailable");
    expect(await kindOf(mail.send(message()))).toBe("fulfilled");
    const nobody = mailGateway({ smtpUrl: "smtp://127.0.0.1:9", from: "a@b.example" });
    expect(await kindOf(nobody.send(message()))).toBe("unavailable");
    nobody.close();
  });
});

describe("injection", () => {
  it.each([
    "mei@example.org\r\nBcc: eve@evil.example",
    "mei@example.org, eve@evil.example",
    "mei@example.org;eve@evil.example",
    "Mei <mei@example.org>",
    '"mei@example.org eve@evil.example"@x.example',
    "mei@example.org\u0000",
    "mei@[127.0.0.1]",
    " mei@example.org",
    "mei",
    "",
  ])("AU-04 refuses %j as recipient", async (to) => {
    expect(await kindOf(mail.send(message({ to })))).toBe("invalid");
  });

  it.each(["a b@c", "<a@b>\r\nX-Evil: 1", "a@b>", "nothing", ""])("refuses %j as message id", async (messageId) => {
    expect(await kindOf(mail.send(message({ messageId })))).toBe("invalid");
  });

  it.each(["javascript:alert(1)", "mailto:x@y.example", "no"])(
    "refuses %j as unsubscribe link",
    async (unsubscribeUrl) => {
      expect(await kindOf(mail.send(message({ unsubscribeUrl })))).toBe("invalid");
    },
  );

  it("ML-01 keeps any subject and file name inside their headers", async () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        "\r",
        "\n",
        "\r\n",
        "\u2028",
        "\u0085",
        ":",
        "Bcc: eve@evil.example",
        "<",
        '"',
        ";",
        "é",
        "=?utf-8?Q?=0D=0A?=",
        " ",
      ),
    });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (subject, filename) => {
        const outgoing = message({
          subject: `Visit ${subject}`,
          icsAttachment: { filename, content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method: "PUBLISH" },
        });
        await mail.send(outgoing);
        const [caught] = mailbox.mails(outgoing.to);
        const names = caught?.headers.map((line) => line.name).toSorted();
        expect(caught?.to).toEqual([outgoing.to]);
        expect(names).toEqual([
          "auto-submitted",
          "content-type",
          "date",
          "from",
          "message-id",
          "mime-version",
          "subject",
          "to",
          "x-auto-response-suppress",
        ]);
        expect(mailbox.mails("eve@evil.example")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("whom a mail reaches", () => {
  // Each reads as two addresses, or as another one, to some program on the way (GHSA-5jpx-9hw9-2fx4).
  const corpus = [
    "mei@example.org",
    "  Mei@Example.ORG ",
    "mei+plan@example.org",
    "o'hara@example.org",
    "mei@example.org,eve@evil.example",
    "mei@example.org eve@evil.example",
    "mei@example.org;eve@evil.example",
    "mei@example.org\neve@evil.example",
    "mei@example.org\r\nBcc: eve@evil.example",
    "mei@example.org%0ABcc:eve@evil.example",
    "mei@example.org\0@evil.example",
    "mei@example.org@evil.example",
    "mei@evil.example#@example.org",
    "mei@evil.example(@example.org)",
    '"mei@example.org eve@evil.example"@example.org',
    '"eve@evil.example"@example.org',
    "eve@evil.example<mei@example.org>",
    "Mei <mei@example.org>",
    "<mei@example.org>, <eve@evil.example>",
    "group:mei@example.org,eve@evil.example;",
    "@evil.example:mei@example.org",
    "mei%evil.example@example.org",
    "mei!evil.example@example.org",
    "mei@[127.0.0.1]",
    "mei@localhost",
    "mei@exam\u200bple.org",
    "mei@example\u3002org",
    "m\u0435i@example.org",
    "mei@ex\u00e4mple.org",
    "=?utf-8?q?eve=40evil.example=2C?=@example.org",
    "eve=40evil.example?=@example.org",
    "mei@example.org\u2028eve@evil.example",
    `${"m".repeat(65)}@example.org`,
    `mei@${"x".repeat(250)}.org`,
    "-f/etc/passwd@example.org",
    "|cat@example.org",
  ];

  it.each(corpus)("AU-04 %j is that one address, or nobody's", async (typed) => {
    const before = mailbox.mails().length;
    for (const input of [emailInput, invitationInput.shape.email]) {
      const read = input.safeParse(typed);
      if (!read.success) continue;
      expect(read.data).toBe(typed.trim().toLowerCase());
      const outgoing = message({ to: read.data });
      const known = mailbox.mails(read.data).length;
      if ((await kindOf(mail.send(outgoing))) !== "fulfilled") continue;
      expect(mailbox.mails(read.data)[0]?.to).toEqual([read.data]);
      expect(mailbox.mails(read.data).length).toBe(known + 1);
    }
    const reached = mailbox.mails().slice(0, mailbox.mails().length - before);
    expect(reached.flatMap(({ to }) => to).filter((to) => to !== typed.trim().toLowerCase())).toEqual([]);
  });

  it("AU-04 the addresses people have are taken", () => {
    for (const typed of corpus.slice(0, 4)) expect(emailInput.safeParse(typed).success).toBe(true);
  });
});

describe("smtp address", () => {
  it("asks for encryption unless the server is on this machine or the address lets go of it", () => {
    expect(smtpOptions("smtp://127.0.0.1:25").requireTLS).toBe(false);
    expect(smtpOptions("smtp://mail.example:587").requireTLS).toBe(true);
    expect(smtpOptions("smtp://relay.internal:25?requireTLS=false").requireTLS).toBe(false);
    expect(smtpOptions("smtps://u%40x:p%3A@mail.example")).toMatchObject({
      secure: true,
      port: 465,
      auth: { user: "u@x", pass: "p:" },
    });
  });

  it.each(["", "mail.example", "http://mail.example", "smtp://"])("refuses %j", (url) => {
    expect(() => smtpOptions(url)).toThrow(/SMTP_URL/);
  });
});
