// Step 3: who comes.
import type { Metadata } from "next";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { DetailsForm } from "@/components/booking/details-form";
import { HoldLine } from "@/components/booking/hold-line";
import { PageHead } from "@/components/ui/page-head";
import type { Ctx } from "@/lib/context/context";
import { detailsForBooking } from "@/lib/patients/details-for-booking";
import { openBookingDraft, type BookingDraft } from "@/lib/server/booking-draft";
import { readPatientCookie } from "@/lib/server/cookies";
import { pageWords } from "@/lib/server/language";
import { detailsAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("booking.details"))("tab"),
});

/** Whoever acts for somebody begins with that person, until they have typed a name. */
async function begun(slug: string, ctx: Ctx, draft: BookingDraft): Promise<Partial<BookingDraft>> {
  const token = draft.name ? null : await readPatientCookie(slug);
  const known = token ? await detailsForBooking(ctx, { token }) : null;
  if (!known) return {};
  const [birthDateYear = "", birthDateMonth = "", birthDateDay = ""] = known.birthDate.split("-");
  const { name, email, mobile, guardianName } = known;
  return { forWhom: "other", name, birthDateYear, birthDateMonth, birthDateDay, email, mobile, guardianName };
}

export default async function DetailsPage({ params }: PageProps<"/[clinic]/book/details">) {
  const { clinic: slug } = await params;
  const { ctx, clinic, draft } = await openBookingDraft(slug);
  if (!draft.serviceId || !draft.holdId) redirect(`/${slug}` as Route);
  const t = await getTranslations("booking.details");
  const { booking } = await pageWords();
  const {
    answers: _answers,
    screenVersion: _version,
    detailsDone: _done,
    ...typed
  } = { ...draft, ...(await begun(slug, ctx, draft)) };
  const initial = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value ?? "")]));
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/book/${draft.serviceId}`, label: t("another") }}
        steps={{ current: 3, total: 4, label: t("step") }}
        title={t("title")}
      />
      <HoldLine
        start={draft.start}
        until={draft.holdExpiresAt}
        now={ctx.now}
        zone={clinic.timeZone}
        locale={clinic.locale}
      />
      <DetailsForm initial={initial} words={booking.detailsForm} action={detailsAction.bind(null, slug)} />
    </div>
  );
}
