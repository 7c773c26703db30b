// The clinic's own page.
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { publicPage } from "@/lib/server/contexts";
import { ClinicFront } from "./clinic-front";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("front"))("title") });

export default async function ClinicPage({ params, searchParams }: PageProps<"/[clinic]">) {
  const { ctx, clinic } = await publicPage((await params).clinic);
  return <ClinicFront ctx={ctx} clinic={clinic} asked={await searchParams} />;
}
