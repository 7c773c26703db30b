// The clinic's own page.
import type { Metadata } from "next";
import { publicPage } from "@/lib/server/contexts";
import { ClinicFront } from "./clinic-front";

export const metadata: Metadata = { title: "Book a visit" };

export default async function ClinicPage({ params, searchParams }: PageProps<"/[clinic]">) {
  const { ctx, clinic } = await publicPage((await params).clinic);
  return <ClinicFront ctx={ctx} clinic={clinic} asked={await searchParams} />;
}
