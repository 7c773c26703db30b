// Asks kindly for the second proof before what the record says, and is where its keys are made and removed.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { PasskeyButton } from "@/components/people/passkey-button";
import { PasskeyList } from "@/components/people/passkey-list";
import { passkeyWords } from "@/components/people/passkey-words";
import { QrPicture } from "@/components/people/qr-picture";
import { Anchor } from "@/components/ui/anchor";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { phoneWords } from "@/lib/clinic/phone-words";
import { tellAll, type Tell } from "@/lib/languages/tell";
import { viewOwnProof, type OwnProof } from "@/lib/patients/second-proof";
import { guestCtx } from "@/lib/server/contexts";
import { readPatientCookie } from "@/lib/server/cookies";
import { ownTell } from "@/lib/server/language";
import { mePage } from "@/lib/server/me-door";
import { sayDay } from "@/lib/time/say";
import {
  addKeyAction,
  askKeyAction,
  beginAppAction,
  beginKeyAction,
  dropKeyAction,
  newCodeAction,
  proveByAppAction,
  proveByKeyAction,
} from "./actions";
import { ownPath } from "./own-path";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Is it you?"),
  robots: { index: false },
});

export default async function ProofPage({ params, searchParams }: PageProps<"/[clinic]/me/proof">) {
  const { clinic: slug } = await params;
  const next = ownPath(slug, (await searchParams)["next"]);
  const { clinic } = await mePage(slug);
  const { ctx } = await guestCtx(slug);
  const proof = await viewOwnProof(ctx, { token: (await readPatientCookie(slug)) ?? "" });
  const hasKey = proof.passkeys.length > 0 || proof.app.state === "on";
  const t = await ownTell();
  const say = (at: Date) => sayDay(at, clinic.timeZone, clinic.locale);
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        back={{ href: `/${slug}/me`, label: t("Your pages") }}
        title={t(proof.proved ? "Your keys" : "Is it you?")}
        lead={t(
          proof.proved
            ? "What opens your record, beside the code by e-mail."
            : hasKey
              ? "What your record says is for you alone, so we ask once more. It holds for half an hour."
              : "A code by e-mail opens your visits and your plan. What your record says is more private: it also takes a key of your own, which takes a minute to set up.",
        )}
      />
      {proof.proved ? <Anchor href={next}>{t("Go on")}</Anchor> : null}
      {!proof.proved && hasKey ? <Prove t={t} slug={slug} next={next} proof={proof} /> : null}
      {!hasKey && !proof.mayMake ? (
        <Section
          title={t("A new code first")}
          id="code"
          hint={t(
            "You signed in here a while ago. So that nobody else who finds this browser open makes a key in your name, sign in once more; then come back here.",
          )}
        >
          <ActForm action={newCodeAction.bind(null, slug)}>
            <div>
              <SubmitButton pendingLabel={t("One moment…")}>{t("Sign in with a new code")}</SubmitButton>
            </div>
          </ActForm>
        </Section>
      ) : null}
      {proof.mayMake ? <Make t={t} slug={slug} next={next} proof={proof} /> : null}
      {proof.proved && proof.passkeys.length ? (
        <PasskeyList
          t={t}
          passkeys={proof.passkeys.map(({ id, device, since }) => ({ id, device, since: say(since) }))}
          remove={dropKeyAction.bind(null, slug)}
        />
      ) : null}
      {proof.app.state === "on" ? (
        <Section title={t("Your app")} id="app" hint={t(`Its codes open your record since ${say(proof.app.since)}.`)}>
          {proof.proved ? (
            <ActForm action={dropKeyAction.bind(null, slug)}>
              <input type="hidden" name="passkey" value="app" />
              <div>
                <SubmitButton variant="secondary" pendingLabel={t("Removing…")}>
                  {t("Remove the app")}
                </SubmitButton>
              </div>
            </ActForm>
          ) : null}
        </Section>
      ) : null}
      <p className="text-soft">
        {t(
          `Lost your telephone, or nothing of this works? Come by, or call us on ${phoneWords(clinic.phone)}: we make sure that it is you and set it back.`,
        )}
      </p>
    </div>
  );
}

type Part = { t: Tell; slug: string; next: string; proof: OwnProof };

function Prove({ t, slug, next, proof }: Part) {
  return (
    <>
      {proof.passkeys.length ? (
        <Section title={t("With your passkey")} id="passkey" hint={t("Your device asks for your finger, face or PIN.")}>
          <PasskeyButton
            deed="use"
            label={t("Use your passkey")}
            words={tellAll(t, passkeyWords)}
            variant="primary"
            begin={askKeyAction.bind(null, slug)}
            finish={proveByKeyAction.bind(null, slug)}
            next={next}
            otherWay={t(proof.app.state === "on" ? "type a code of your app" : "call us")}
          />
          <noscript>
            <Notice title={t("A passkey needs JavaScript")}>
              {t("Turn it on for this page, or type a code of your app.")}
            </Notice>
          </noscript>
        </Section>
      ) : null}
      {proof.app.state === "on" ? (
        <Section title={t("With your app")} id="code">
          <CodeForm t={t} slug={slug} next={next} label={t("Go on")} />
        </Section>
      ) : null}
    </>
  );
}

function Make({ t, slug, next, proof }: Part) {
  const { app } = proof;
  return (
    <>
      <Section
        title={t("A passkey on this device")}
        id="make"
        hint={t(
          "Opened by your finger, face or the PIN of your device. Nothing to remember, and no other site can ask for it.",
        )}
      >
        <PasskeyButton
          deed="make"
          label={t(proof.passkeys.length ? "Make one on this device too" : "Make a passkey")}
          words={tellAll(t, passkeyWords)}
          variant={proof.passkeys.length ? "secondary" : "primary"}
          begin={beginKeyAction.bind(null, slug)}
          finish={addKeyAction.bind(null, slug)}
          next={next}
          otherWay={t("use an app that shows codes")}
        />
      </Section>
      {app.state === "off" ? (
        <Section
          title={t("Or an app that shows codes")}
          id="begin-app"
          hint={t("Any authenticator app on your telephone will do. It needs no network and no number of yours.")}
        >
          <ActForm action={beginAppAction.bind(null, slug)}>
            <input type="hidden" name="next" value={next} />
            <div>
              <SubmitButton variant="secondary" pendingLabel={t("One moment…")}>
                {t("Set up an app")}
              </SubmitButton>
            </div>
          </ActForm>
        </Section>
      ) : null}
      {app.state === "begun" ? (
        <Section
          title={t("Your app")}
          id="app"
          hint={t("Scan the picture with the app, or enter the key there. Then type the six digits it shows.")}
        >
          <div className="mb-6 flex flex-wrap items-center gap-6">
            <QrPicture text={app.address} label={t("The key as a picture")} />
            <p>
              <span className="block text-sm text-soft">{t("Key")}</span>
              <code className="figures text-lg" data-testid="seed">
                {app.seed.match(/.{1,4}/g)?.join(" ")}
              </code>
            </p>
          </div>
          <CodeForm t={t} slug={slug} next={next} label={t("Turn it on")} />
        </Section>
      ) : null}
    </>
  );
}

function CodeForm({ t, slug, next, label }: { t: Tell; slug: string; next: string; label: string }) {
  return (
    <ActForm action={proveByAppAction.bind(null, slug)}>
      <input type="hidden" name="next" value={next} />
      <TextField
        label={t("The six digits of your app")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        width="short"
        required
      />
      <div>
        <SubmitButton pendingLabel={t("Checking…")}>{label}</SubmitButton>
      </div>
    </ActForm>
  );
}
