// The patients' frame of one clinic.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { Anchor } from "@/components/ui/anchor";
import { PatientShell } from "@/components/ui/app-shell";
import { publicPage } from "@/lib/server/contexts";
import { ActingFor } from "./acting-for";

export async function generateMetadata({ params }: LayoutProps<"/[clinic]">): Promise<Metadata> {
  const { clinic } = await publicPage((await params).clinic);
  return { title: { default: clinic.name, template: `%s – ${clinic.name}` }, description: clinic.about };
}

export default async function ClinicLayout({ params, children }: LayoutProps<"/[clinic]">) {
  const { clinic } = await publicPage((await params).clinic);
  return (
    <PatientShell
      clinicName={clinic.name}
      clinicHref={`/${clinic.slug}`}
      end={
        <a href={`tel:${clinic.phone.replaceAll(/[^+\d]/g, "")}`} className="link">
          {phoneWords(clinic.phone)}
        </a>
      }
      footer={
        <>
          <p>
            {clinic.name} ·{" "}
            <a href={`mailto:${clinic.email}`} className="link">
              {clinic.email}
            </a>
          </p>
          <p className="flex gap-x-4">
            <Anchor href={`/${clinic.slug}/privacy`} className="link">
              Privacy
            </Anchor>
            <Anchor href={`/${clinic.slug}/terms`} className="link">
              Terms
            </Anchor>
          </p>
        </>
      }
    >
      <ActingFor slug={clinic.slug} />
      {children}
    </PatientShell>
  );
}
