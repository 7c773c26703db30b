// One's second factor: set up, recovery codes, off.
import type { Metadata } from "next";
import { QrPicture } from "@/components/people/qr-picture";
import { SecondFactor, type SecondFactorProps } from "@/components/people/second-factor";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { provedDoor } from "@/lib/server/contexts";
import { loadSecondFactor } from "@/lib/staff/second-factor";
import { sayDay } from "@/lib/time/say";
import { secondFactorAction } from "../actions";

export const metadata: Metadata = { title: "Second factor" };

export default async function SecondFactorPage() {
  const door = await provedDoor("/account/second-factor");
  const factor = await loadSecondFactor(door.ctx, door.me);
  const view: SecondFactorProps["view"] =
    factor.state === "begun"
      ? { state: "begun", seed: factor.seed, picture: <QrPicture text={factor.address} label="The key as a picture" /> }
      : factor.state === "on"
        ? {
            state: "on",
            since: sayDay(factor.since, door.clinic.timeZone, door.clinic.locale),
            codesLeft: factor.codesLeft,
            required: factor.required,
          }
        : factor;
  return (
    <Stack gap="wide">
      <PageHead back={{ href: "/account", label: "Your account" }} title="Second factor" />
      {door.enrolFirst ? (
        <Notice title={`${door.clinic.name} asks everybody for a second factor`}>
          Set yours up now; it takes about two minutes. Then you can go on.
        </Notice>
      ) : null}
      <SecondFactor view={view} action={secondFactorAction} />
    </Stack>
  );
}
