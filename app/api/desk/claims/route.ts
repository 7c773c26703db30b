// What payers still owe as a table: a line a claim, with everything a portal or an invoice asks for.
import { amountText } from "@/app/desk/typed";
import { csvOf, csvType } from "@/lib/csv";
import { listClaims } from "@/lib/payments/claims";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";
import { dateIn } from "@/lib/time/zone";

const names = [
  "Payer",
  "Insurer",
  "Claim or policy number",
  "Patient",
  "Born",
  "Crash or injury",
  "Date of service",
  "Discipline",
  "Service",
  "Initial visit",
  "Practitioner",
  "Licence",
  "Referred by",
  "Referrer’s number",
  "Referral written",
  "Supplier",
  "GST number",
  "Charged",
  "Of it GST",
  "Open",
  "State",
  "Times sent",
];

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const { ctx, clinic } = await staffCtx();
    const payer = new URL(request.url).searchParams.get("payer") ?? undefined;
    const rows = (await listClaims(ctx, { payer })).map((one) => [
      one.payer,
      one.insurer,
      one.claimNumber,
      one.patientName,
      one.birthDate,
      one.crashDate,
      one.serviceOn,
      one.discipline,
      one.service,
      one.first ? "yes" : "no",
      one.practitioner,
      one.licence,
      one.referredBy,
      one.referrerNumber,
      one.referralOn,
      one.supplier,
      one.gstNumber,
      amountText(one.chargedMinor),
      amountText(one.taxMinor),
      amountText(one.openMinor),
      one.state,
      one.attempt,
    ]);
    return download(csvOf(names, rows), `claims-${dateIn(ctx.now, clinic.timeZone)}.csv`, csvType);
  });
