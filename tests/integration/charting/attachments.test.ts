// Files of a chart: kept as they came and readable to nobody beside the clinic, for who treats the patient, and gone with an erasure alone.
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appointments, patients, retentionRules } from "../../../db/schema/index.ts";
import { retentionRules as ruleRows } from "../../../db/seed/rows/retention-rules.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { attachFile, copyName, openAttachment, withdrawAttachment } from "../../../lib/charting/attachments.ts";
import { largestFileBytes } from "../../../lib/charting/file-kind.ts";
import { loadChart } from "../../../lib/charting/load-chart.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import { erasePatient } from "../../../lib/patients/erase-patient.ts";
import { exportPatient } from "../../../lib/patients/export-patient.ts";
import { mergePatients } from "../../../lib/patients/merge-patients.ts";
import { openChartByReason } from "../../../lib/patients/open-chart.ts";
import { asha, clearScreen, freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let sql: postgres.Sql;
let clinic: TestClinic;
let theirs: TestClinic;
let patientId: string;
beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  [clinic, theirs] = await Promise.all([
    freshClinic(database.appUrl, { connections: 3 }),
    freshClinic(database.appUrl, { connections: 2 }),
  ]);
  await bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: {
      serviceId: clinic.ids.massage,
      practitionerId: clinic.ids.priya,
      start: new Date("2026-12-01T17:00:00Z"),
    },
    patient: {
      ...asha,
      name: "Vera Holm",
      email: "vera@example.org",
      guardianName: undefined,
      guardianRelation: undefined,
    },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "online",
  });
  const [visit] = await clinic.inside((tx) => tx.select().from(appointments));
  patientId = visit!.patientId!;
});
afterAll(async () => {
  await clinic.close();
  await theirs.close();
  await sql.end();
  await database.drop();
});

/** Treats the patient. */
const priya = () => clinic.memberCtx("practitioner");
/** A practitioner who does not. */
const tom = (): Ctx => {
  const ctx = clinic.memberCtx("practitioner");
  return {
    ...ctx,
    actor: {
      kind: "member",
      memberId: clinic.ids.members.clinical_lead,
      role: "practitioner",
      practitionerId: clinic.ids.tom,
      name: "Tom Okafor",
    },
  };
};

const words = "Cervical spine, two views: no fracture.";
const pdf = Buffer.from(`%PDF-1.7\n${words}\0\xff\n%%EOF\n`, "latin1");
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
const attach = (ctx: Ctx, file: Uint8Array | null = pdf, label = "X-ray of the neck", whose = patientId) =>
  attachFile(ctx, { patientId: whose, label, file });

describe("a file in a chart", () => {
  test("is kept, read back byte for byte, and stands sealed in its row", async () => {
    const { attachmentId } = await attach(priya());
    const opened = await openAttachment(priya(), { attachmentId });
    expect(Buffer.from(opened.bytes).equals(pdf)).toBe(true);
    expect(opened.kind).toBe("pdf");
    expect(copyName(opened)).toBe("chart-file-2026-11-24.pdf");
    expect((await loadChart(priya(), { patientId })).attachments).toEqual([
      {
        attachmentId,
        label: "X-ray of the neck",
        kind: "pdf",
        sizeBytes: pdf.byteLength,
        addedBy: "Priya Nair",
        addedAt: clinic.now,
        withdrawn: null,
      },
    ]);
    const [row] = await sql<{ sealed: Buffer }[]>`
      select sealed from attachment_files where attachment_id = ${attachmentId}`;
    expect(row!.sealed.byteLength).toBe(pdf.byteLength + 28);
    expect(row!.sealed.includes("%PDF")).toBe(false);
    expect(row!.sealed.includes(words)).toBe(false);
    expect(await deedsAbout(attachmentId)).toEqual(["attachment.added", "attachment.opened"]);
  });

  test("opens for nobody once its bytes were changed, put beside another row, or sealed under another secret", async () => {
    const { attachmentId } = await attach(priya());
    const { attachmentId: otherId } = await attach(priya(), png, "A picture");
    const secret = `${priya().secret}!`;
    await expect(openAttachment({ ...priya(), secret }, { attachmentId })).rejects.toThrow(/another secret/);
    await sql`update attachment_files f set sealed = o.sealed from attachment_files o
      where f.attachment_id = ${otherId} and o.attachment_id = ${attachmentId}`;
    await expect(openAttachment(priya(), { attachmentId: otherId })).rejects.toThrow(/authenticate/);
    await sql`update attachment_files set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)
      where attachment_id = ${attachmentId}`;
    await expect(openAttachment(priya(), { attachmentId })).rejects.toThrow(/authenticate/);
    expect(await deedsAbout(otherId)).toEqual(["attachment.added"]);
  });

  test("is told by its first bytes, whatever it is called", async () => {
    for (const [file, kind] of [
      [png, "png"],
      [jpeg, "jpeg"],
    ] as const) {
      const { attachmentId } = await attach(priya(), file, "report.pdf");
      expect(await openAttachment(priya(), { attachmentId })).toMatchObject({ kind });
    }
    const before = await count();
    for (const text of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "MZ", " %PDF-1.7", "GIF89a", "%PDF"])
      await expect(attach(priya(), Buffer.from(text), "scan.pdf")).rejects.toMatchObject({
        code: "invalid",
        fields: [{ field: "file", message: expect.stringContaining("PDF, JPEG and PNG") as string }],
      });
    for (const none of [null, Buffer.alloc(0)])
      await expect(attach(priya(), none)).rejects.toMatchObject({ fields: [{ field: "file" }] });
    await expect(attach(priya(), pdf, " x ")).rejects.toMatchObject({ fields: [{ field: "label" }] });
    expect(await count()).toBe(before);
  });

  test("has at most 10 MB, to the byte", async () => {
    const most = Buffer.alloc(largestFileBytes, 7);
    pdf.copy(most);
    const { attachmentId } = await attach(priya(), most);
    expect(Buffer.from((await openAttachment(priya(), { attachmentId })).bytes).equals(most)).toBe(true);
    await expect(attach(priya(), Buffer.concat([most, Buffer.from("x")]))).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "file", message: expect.stringContaining("at most 10 MB") as string }],
    });
  }, 60_000);
});

describe("who may", () => {
  test("another clinic finds nothing, and other roles are refused", async () => {
    const { attachmentId } = await attach(priya());
    const reason = "Belongs to somebody else";
    for (const role of ["practitioner", "clinical_lead"] as const) {
      const stranger = theirs.memberCtx(role);
      await expect(attach(stranger)).rejects.toMatchObject({ code: "not_found" });
      await expect(openAttachment(stranger, { attachmentId })).rejects.toMatchObject({ code: "not_found" });
      await expect(withdrawAttachment(stranger, { attachmentId, reason })).rejects.toMatchObject({ code: "not_found" });
    }
    for (const role of ["front_desk", "manager", "owner", "support"] as const) {
      const ctx = clinic.memberCtx(role);
      await expect(attach(ctx)).rejects.toMatchObject({ code: "forbidden" });
      await expect(openAttachment(ctx, { attachmentId })).rejects.toMatchObject({ code: "forbidden" });
      await expect(withdrawAttachment(ctx, { attachmentId, reason })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(openAttachment(clinic.patientCtx(patientId), { attachmentId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(openAttachment(clinic.guestCtx(), { attachmentId })).rejects.toMatchObject({ code: "sign_in_needed" });
    for (const none of [newId(), "x"])
      await expect(openAttachment(priya(), { attachmentId: none })).rejects.toMatchObject({ code: "not_found" });
  });

  test("a practitioner from outside the care team says why first, and each look says so", async () => {
    const { attachmentId } = await attach(priya());
    const reason = "Standing in for Priya today";
    await expect(attach(tom())).rejects.toMatchObject({ code: "reason_needed" });
    await expect(openAttachment(tom(), { attachmentId })).rejects.toMatchObject({ code: "reason_needed" });
    await expect(withdrawAttachment(tom(), { attachmentId, reason })).rejects.toMatchObject({ code: "reason_needed" });
    await openChartByReason(tom(), { patientId, reason });
    expect(Buffer.from((await openAttachment(tom(), { attachmentId })).bytes).equals(pdf)).toBe(true);
    const [look] = await sql<{ detail: unknown }[]>`
      select detail from audit where deed = 'attachment.opened' and subject_id = ${attachmentId}`;
    expect(look!.detail).toEqual({ byReason: true });
  });
});

describe("what becomes of it", () => {
  test("withdrawn it stays with its reason, once, and opens for the clinical lead alone", async () => {
    const { attachmentId } = await attach(priya(), pdf, "Letter of somebody else");
    await expect(withdrawAttachment(priya(), { attachmentId, reason: "" })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "reason" }],
    });
    const reason = "Belongs to somebody else";
    const both = await Promise.allSettled([
      withdrawAttachment(priya(), { attachmentId, reason }),
      withdrawAttachment(clinic.memberCtx("clinical_lead"), { attachmentId, reason }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(withdrawAttachment(priya(), { attachmentId, reason })).rejects.toMatchObject({ code: "already_done" });
    await expect(openAttachment(priya(), { attachmentId })).rejects.toMatchObject({ code: "forbidden" });
    const opened = await openAttachment(clinic.memberCtx("clinical_lead"), { attachmentId });
    expect(Buffer.from(opened.bytes).equals(pdf)).toBe(true);
    const { attachments } = await loadChart(priya(), { patientId });
    expect(attachments.find((one) => one.attachmentId === attachmentId)?.withdrawn).toMatchObject({
      at: clinic.now,
      reason,
    });
    expect(await deedsAbout(attachmentId)).toEqual(["attachment.added", "attachment.withdrawn", "attachment.opened"]);
  });

  test("the role that serves can neither change nor delete it", async () => {
    const { attachmentId } = await attach(priya());
    for (const statement of [
      "update attachments set label = 'x' where id = $1",
      "update attachments set patient_id = patient_id where id = $1",
      "delete from attachments where id = $1",
      "update attachment_files set sealed = '' where attachment_id = $1",
      "delete from attachment_files where attachment_id = $1",
    ]) {
      const tried = sql.begin(async (tx) => {
        await tx.unsafe("set local role taper_app");
        await tx.unsafe(statement, [attachmentId]);
      });
      await expect(tried).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("it stands in the record, without what is in it, and moves when two records become one", async () => {
    const kept = newId();
    await clinic.inside((tx) =>
      tx
        .insert(patients)
        .values({ clinicId: clinic.clinicId, id: kept, ...asha, name: "Joined Person", createdAt: clinic.now }),
    );
    const joined = newId();
    await clinic.inside((tx) =>
      tx
        .insert(patients)
        .values({ clinicId: clinic.clinicId, id: joined, ...asha, name: "Joined Person", createdAt: clinic.now }),
    );
    const { attachmentId } = await attach(priya(), jpeg, "Picture of posture", joined);
    await mergePatients(clinic.memberCtx("owner"), { keep: kept, join: joined });
    expect((await loadChart(priya(), { patientId: kept })).attachments).toMatchObject([{ attachmentId }]);
    expect(Buffer.from((await openAttachment(priya(), { attachmentId })).bytes).equals(jpeg)).toBe(true);
    await expect(attach(priya(), jpeg, "Another picture", joined)).rejects.toMatchObject({ code: "not_found" });
    const { record } = await exportPatient(priya(), { patientId: kept });
    expect(record["attachments"]).toMatchObject([{ id: attachmentId, label: "Picture of posture", kind: "jpeg" }]);
    expect(record).not.toHaveProperty("attachment_files");
  });

  test("erased it is gone, row and bytes, and the erasure says how many", async () => {
    const patient = clinic.ids.asha;
    await clinic.inside((tx) =>
      tx.insert(retentionRules).values(ruleRows.map((row) => ({ clinicId: clinic.clinicId, id: newId(), ...row }))),
    );
    const { attachmentId } = await attach(priya(), pdf, "Letter of a doctor", patient);
    const owner = (now: Date): Ctx => {
      const ctx = clinic.memberCtx("owner", now);
      return { ...ctx, actor: { ...ctx.actor, provedAt: now } as Ctx["actor"] };
    };
    // The file is the record's last entry: sixteen years after it the record is still kept on its day.
    await expect(erasePatient(owner(new Date("2042-11-24T18:00:00Z")), { patientId: patient })).rejects.toMatchObject({
      code: "record_kept",
    });
    const { erasureId } = await erasePatient(owner(new Date("2046-06-12T18:00:00Z")), { patientId: patient });
    expect(await sql`select 1 from attachments where id = ${attachmentId}`).toEqual([]);
    expect(await sql`select 1 from attachment_files where attachment_id = ${attachmentId}`).toEqual([]);
    await expect(openAttachment(priya(), { attachmentId })).rejects.toMatchObject({ code: "not_found" });
    const [told] = await sql<{ detail: Record<string, number> }[]>`
      select detail from audit where deed = 'patient.erased' and subject_id = ${erasureId}`;
    expect(told!.detail["attachments"]).toBe(1);
  });
});

async function deedsAbout(attachmentId: string): Promise<string[]> {
  const rows = await sql<{ deed: string }[]>`select deed from audit where subject_id = ${attachmentId} order by seq`;
  return rows.map(({ deed }) => deed);
}

async function count(): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from attachments`;
  return row!.n;
}
