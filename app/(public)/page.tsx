// The front page of the product: what it does in one sentence, and the doors to try it.
import type { Metadata } from "next";
import { connection } from "next/server";
import { TaperHero } from "@/components/plans/taper-hero";
import { Icon, type IconName } from "@/components/ui/icon";
import { Mark } from "@/components/ui/mark";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: { absolute: "Taper – visits that spread out as you get better" } };

function lead(icon: IconName) {
  return (
    <span className="text-accent">
      <Icon name={icon} size={24} />
    </span>
  );
}

export default async function FrontPage() {
  // Rendered per request: the mailbox has its address only once everything is running.
  await connection();
  const { DEMO_CLINICS: demo, MAILBOX_URL: mailbox, SMS_INBOX_URL: texts } = env();
  return (
    <main className="patient mx-auto flex min-h-dvh max-w-5xl flex-col gap-12 px-5 py-8 sm:gap-16 sm:px-8 sm:py-12">
      <p className="flex items-center gap-3 font-semibold">
        <Mark />
        Taper
      </p>
      <header className="flex flex-col gap-5">
        <h1 className="max-w-[17em] text-2xl tracking-[-0.015em] sm:text-display">
          Visits that start close together and spread out as you get better
        </h1>
        <p className="max-w-[42rem] text-lg text-balance text-soft">
          Taper books a whole course of care across massage, physiotherapy, acupuncture and osteopathic manual practice,
          each visit at a time that is really free. Practitioner and patient decide together how fast it thins out.
        </p>
      </header>
      <TaperHero />
      {demo === "on" ? (
        <section aria-labelledby="doors" className="max-w-3xl">
          <h2 id="doors" className="mb-3 text-lg">
            Look around the demo clinics
          </h2>
          <RuleList>
            <RuleItem
              href="/harbour"
              lead={lead("calendar")}
              title="Book a visit as a patient"
              detail="Harbour, a clinic in Vancouver. No account, four short screens."
            />
            <RuleItem
              href="/sign-in"
              lead={lead("user")}
              title="Work as a practitioner or at the front desk"
              detail="The day, the plans, the payments. npm start prints the demo sign-ins."
            />
            <RuleItem
              href="/owner"
              lead={lead("task")}
              title="See the clinic as its owner"
              detail="Who has a plan and nothing booked, and what came of it."
            />
            {mailbox ? (
              <RuleItem
                href={mailbox}
                lead={lead("mail")}
                title="Read the demo mailbox"
                detail="Every e-mail the clinics send lands here and nowhere else."
              />
            ) : null}
            {texts ? (
              <RuleItem
                href={texts}
                lead={lead("mail")}
                title="Read the demo text messages"
                detail="What the clinics text, with a form to answer as the patient would."
              />
            ) : null}
          </RuleList>
        </section>
      ) : null}
      <section aria-labelledby="own" className="max-w-3xl">
        <h2 id="own" className="mb-3 text-lg">
          {demo === "on" ? "Bring your own clinic" : "For clinics"}
        </h2>
        <RuleList>
          <RuleItem
            href="/start"
            lead={lead("plus")}
            title="Open your clinic"
            detail="Rooms, people, hours, services and prices, with a list of what is left to do."
          />
          {demo === "on" ? null : (
            <RuleItem
              href="/sign-in"
              lead={lead("user")}
              title="Sign in"
              detail="For practitioners, the front desk and owners of a clinic that is here already."
            />
          )}
        </RuleList>
      </section>
      <footer className="mt-auto text-sm text-soft">
        <p>
          Taper never takes the place of a clinician. In an emergency call <strong>911</strong>.
        </p>
      </footer>
    </main>
  );
}
