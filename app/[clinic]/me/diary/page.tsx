// The patient's headache diary: one day to log, and the four weeks behind it.
import type { Metadata } from "next";
import { DiaryForm } from "@/components/following/diary-form";
import { diaryWords } from "@/components/following/diary-words";
import { triggerWords } from "@/components/plans/flare-form";
import { optionsOf } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { Table } from "@/components/ui/table";
import { diaryDays, fewestLogged } from "@/lib/charting/diary";
import { ownDiary } from "@/lib/charting/keep-diary";
import { tellAll } from "@/lib/languages/tell";
import { ownTell } from "@/lib/server/language";
import { mePage } from "@/lib/server/me-door";
import { sayShortDate } from "@/lib/time/say";
import { keepDiaryAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your diary"),
  robots: { index: false },
});

export default async function DiaryPage({ params, searchParams }: PageProps<"/[clinic]/me/diary">) {
  const { clinic: slug } = await params;
  const kept = (await searchParams)["kept"] !== undefined;
  const { ctx, clinic } = await mePage(slug);
  const diary = await ownDiary(ctx);
  const t = await ownTell();
  const words = (trigger: string) => t(triggerWords[trigger as keyof typeof triggerWords] ?? trigger);
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        back={{ href: `/${slug}/me`, label: t("Your pages") }}
        title={t("Your diary")}
        lead={t("Half a minute a day. Days without a headache count as much as days with one.")}
      />
      {kept ? <Notice tone="success" title={t("The day is kept. Send it again to put it right.")} live /> : null}
      <DiaryForm
        words={tellAll(t, diaryWords)}
        today={diary.days[0]!.onDate}
        first={diary.days.at(-1)!.onDate}
        triggers={optionsOf(tellAll(t, triggerWords))}
        action={keepDiaryAction.bind(null, slug)}
      />
      <Section title={t("The last four weeks")} id="weeks">
        <div className="mb-6 grid grid-cols-2 gap-4">
          <Stat value={diary.headacheDays} label={t(diary.headacheDays === 1 ? "headache day" : "headache days")} />
          <Stat
            value={t(`${diary.logged} of ${diaryDays}`)}
            label={t("days logged")}
            detail={t(diary.valid ? "Enough to count with." : `From ${fewestLogged} on it can be counted with.`)}
          />
        </div>
        {diary.logged ? (
          <Table
            caption={t("The days you logged")}
            captionHidden
            columns={[
              { key: "on", label: t("Day") },
              { key: "headache", label: t("Headache") },
              { key: "tablets", label: t("Tablets"), align: "end" },
              { key: "sleep", label: t("Hours of sleep"), align: "end" },
            ]}
            rows={diary.days.flatMap(({ onDate, row }) =>
              row
                ? [
                    {
                      id: onDate,
                      cells: {
                        on: sayShortDate(onDate, clinic.locale),
                        headache: row.headache
                          ? [t(`${row.worst} of 10`), ...row.triggers.map((one) => words(one).toLowerCase())].join(", ")
                          : t("no headache"),
                        tablets: String(row.tablets),
                        sleep: row.sleepHours === null ? "" : String(row.sleepHours),
                      },
                    },
                  ]
                : [],
            )}
          />
        ) : (
          <p className="text-soft">{t("Nothing yet. Today is a good day to begin.")}</p>
        )}
      </Section>
    </div>
  );
}
