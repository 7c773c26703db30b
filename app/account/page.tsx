// One's own account: how one signs in, and where one is signed in.
import type { Metadata } from "next";
import { CalendarAddress } from "@/components/people/calendar-address";
import { DigestChoice } from "@/components/people/digest-choice";
import { SessionList } from "@/components/people/session-list";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { getsDigest } from "@/lib/insights/choose-digest";
import { viewOwnFeed } from "@/lib/messages/calendar-feed";
import { mayDo } from "@/lib/permissions/permissions";
import { accountDoor, signedIn } from "@/lib/server/contexts";
import { listPasskeys } from "@/lib/staff/passkeys";
import { loadSecondFactor } from "@/lib/staff/second-factor";
import { listSessions } from "@/lib/staff/sessions";
import { loadPin } from "@/lib/staff/unlock";
import { sayMoment } from "@/lib/time/say";
import { calendarAddressAction, chooseDigestAction, endSessionAction } from "./actions";

export const metadata: Metadata = { title: { absolute: "Your account" } };

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const { ctx, me, actor, clinic } = await accountDoor("/account");
  const [{ changed, pin: pinDone }, pinSince, factor, passkeys, sessions, person, feedSince, getsWeek] =
    await Promise.all([
      searchParams,
      loadPin(ctx, me),
      loadSecondFactor(ctx, me),
      listPasskeys(ctx, me),
      listSessions(ctx, me),
      signedIn(),
      actor.practitionerId ? viewOwnFeed(ctx) : null,
      mayDo(actor, "see_adherence") ? getsDigest(ctx) : null,
    ]);
  const say = (at: Date) => sayMoment(at, clinic.timeZone, clinic.locale);
  return (
    <Stack gap="wide">
      <PageHead title="Your account" lead={`${actor.name}, ${person?.email ?? ""}`} />
      {pinDone === undefined ? null : (
        <Notice tone="success" live title={pinDone === "set" ? "Your PIN is kept" : "Your PIN is removed"} />
      )}
      {changed === undefined ? null : (
        <Notice tone="success" live title="Your password is changed">
          {changed === "0" ? "You were signed in nowhere else." : "Wherever else you were signed in, you are out."}
        </Notice>
      )}
      <Section
        title="Second factor"
        id="second-factor"
        hint={
          factor.state === "on"
            ? `On. Recovery codes that are unused: ${factor.codesLeft}.`
            : "Off. Your password alone signs you in."
        }
      >
        <LinkButton href="/account/second-factor" variant="secondary">
          {factor.state === "on" ? "Change the second factor" : "Set up a second factor"}
        </LinkButton>
      </Section>
      <Section
        title="Passkeys"
        id="passkeys"
        hint={
          passkeys.length
            ? `Made on: ${passkeys.map(({ device }) => device).join(", ")}.`
            : "None yet. With one, your finger, face or PIN signs you in, without password and code."
        }
      >
        <LinkButton href="/account/passkeys" variant="secondary">
          {passkeys.length ? "Change your passkeys" : "Set up a passkey"}
        </LinkButton>
      </Section>
      <Section
        title="PIN for a shared desk"
        id="pin"
        hint={
          pinSince
            ? "Set. It unlocks a desk where you are signed in, and lets you take over from a colleague there."
            : "None yet. With one you unlock a shared desk quickly, and take over from a colleague."
        }
      >
        <LinkButton href="/account/pin" variant="secondary">
          {pinSince ? "Change the PIN" : "Set a PIN"}
        </LinkButton>
      </Section>
      {actor.practitionerId ? (
        <Section
          title="Your times in another calendar"
          id="calendar"
          hint="A secret address that your calendar program fetches: when you are busy, and nothing else."
        >
          <CalendarAddress since={feedSince && say(feedSince)} action={calendarAddressAction} />
        </Section>
      ) : null}
      {getsWeek === null ? null : (
        <Section
          title="The clinic’s week by e-mail"
          id="week"
          hint={
            getsWeek
              ? "On Monday mornings you get the clinic’s figures by e-mail: whom to call, and what has changed. No names are in it."
              : "Off. On Monday mornings it would say whom to call and what has changed, without names."
          }
        >
          <DigestChoice wanted={getsWeek} action={chooseDigestAction} />
        </Section>
      )}
      <Section title="Password" id="password">
        <LinkButton href="/account/password" variant="secondary">
          Change the password
        </LinkButton>
      </Section>
      <Section
        title="Where you are signed in"
        id="sessions"
        hint="A session ends by itself after twelve hours without use, and after seven days in any case."
      >
        <SessionList
          sessions={sessions.map(({ id, device, since, lastSeenAt, here }) => ({
            id,
            device,
            here,
            since: say(since),
            seen: say(lastSeenAt),
          }))}
          end={endSessionAction}
        />
      </Section>
    </Stack>
  );
}
