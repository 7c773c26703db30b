// The booking page as a patient will see it, before it is published.
import type { Metadata } from "next";
import { Notice } from "@/components/ui/notice";
import { staffPage } from "@/lib/server/contexts";
import { ClinicFront } from "../../../[clinic]/clinic-front";

export const metadata: Metadata = { title: "What a patient sees" };

export default async function PreviewPage() {
  const { ctx, clinic } = await staffPage("/owner/setup/preview", "set_up_clinic");
  return (
    <div className="flex flex-col gap-10">
      <Notice title="This is what a patient sees">
        Services without a price, without somebody who gives them, or booked by the desk alone are not here. Nothing on
        this page can be pressed.
      </Notice>
      <div className="patient">
        <ClinicFront ctx={ctx} clinic={clinic} asked={{}} onlyToLookAt />
      </div>
    </div>
  );
}
