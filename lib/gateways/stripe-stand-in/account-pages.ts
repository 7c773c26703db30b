// The page where a connected account's owner writes what Stripe asks for; plain forms without scripts.
import type Stripe from "stripe";
import { html, page, pageHeaders, type Html } from "../../html-page.ts";
import { submitDetails } from "./accounts.ts";
import type { PageAnswer } from "./pay-door.ts";
import type { AccountLinkMemo } from "./state.ts";
import type { World } from "./world.ts";

const ribbon = "Test payments – no real money";

/** `worldOf` gives the account's own world; a link that is over leads to where a fresh one is made. */
export function answerAccountPage(
  worldOf: (account: string) => World,
  method: string,
  key: string,
  body: string,
): PageAnswer {
  const platform = worldOf("");
  const link = platform.connected.accountLinks.get(key);
  const account = link && platform.connected.accounts.get(link.account);
  if (!link || !account) return show(404, "There is no such page", html`<h1>There is no such page</h1>`, []);
  if (link.expiresAt <= platform.now()) return go(link.refreshUrl, link);
  if (method === "POST") {
    const form = new URLSearchParams(body);
    const field = (name: string) => (form.get(name) ?? "").trim().slice(0, 200);
    platform.connected.accountLinks.delete(key);
    if (form.get("deed") !== "later") {
      submitDetails(worldOf(account.id), account, {
        businessName: field("businessName"),
        representative: field("representative"),
        bankAccount: field("bankAccount"),
      });
    }
    return go(link.returnUrl, link);
  }
  return show(200, "Your account for card payments", details(account, key), targets(link));
}

function details(account: Stripe.Account, key: string): Html {
  const due = account.requirements?.currently_due ?? [];
  const asks = (name: string, label: string, field: string, hint: string) =>
    due.includes(name) &&
    html`<label for="${field}">${label}</label>
      <p class="hint" id="${field}-hint">${hint}</p>
      <input id="${field}" name="${field}" aria-describedby="${field}-hint" autocomplete="off" />`;
  return html`<h1>Your account for card payments</h1>
    <p>This page plays the part of Stripe. What you leave empty stays asked for.</p>
    <form method="post" action="/connect/${key}" autocomplete="off">
      ${asks("business_profile.name", "Name of the business", "businessName", "As patients see it.")}
      ${asks("representative.first_name", "Who represents it", "representative", "Any name.")}
      ${asks("external_account", "Bank account", "bankAccount", "Any number, never a real one.")}
      ${due.length === 0 && html`<p>Nothing is missing.</p>`}
      <div class="deeds">
        <button type="submit" name="deed" value="submit">Submit</button>
        <button type="submit" name="deed" value="later" class="other">Save for later</button>
      </div>
    </form>`;
}

const show = (status: number, title: string, body: Html, to: string[]): PageAnswer => ({
  status,
  headers: pageHeaders(to),
  body: page({ title, ribbon, body }),
});

const go = (location: string, link: AccountLinkMemo): PageAnswer => ({
  status: 303,
  headers: { ...pageHeaders(targets(link)), location },
  body: "",
});

const targets = ({ returnUrl, refreshUrl }: AccountLinkMemo): string[] =>
  [returnUrl, refreshUrl].map((url) => new URL(url).origin);
