// The hosted pay page: plain forms that work without scripts, with test cards only.
import type Stripe from "stripe";
import { html, page, type Html } from "../../html-page.ts";
import { TEST_CARDS } from "./cards.ts";
import type { CheckoutMemo } from "./state.ts";

export type PayForm = { email: string; name: string; problem: { field: string | null; message: string } | null };

const ribbon = "Test payments – no real money";

export function payPage(session: Stripe.Checkout.Session, memo: CheckoutMemo, form: PayForm): string {
  const keeps = session.mode === "setup";
  const deed = keeps ? "Save card" : session.mode === "subscription" ? "Subscribe" : `Pay ${amount(session)}`;
  return page({
    title: `${form.problem ? "Please check – " : ""}${deed}`,
    ribbon,
    body: html`<h1>${memo.itemName}</h1>
      ${keeps ? html`<p>Save a card for later payments. Nothing is charged now.</p>` : html`<p class="amount">${amount(session)}</p>`}
      ${memo.recurs && html`<p>${memo.recurs}</p>`}
      ${memo.keepsCard && html`<p>The card is saved for later payments.</p>`}
      ${form.problem && html`<div class="message" role="alert" id="problem"><p>${form.problem.message}</p></div>`}
      <form method="post" action="/pay/${session.id}" autocomplete="off">
        ${field("email", keeps ? "E-mail" : "E-mail for the receipt", form, { type: "email", value: form.email, autocomplete: "email" })}
        ${field("number", "Card number", form, { inputmode: "numeric", hint: "A test card from the list below, never a real one." })}
        <div class="pair">
          <div>${field("expiry", "Expires (MM / YY)", form, { value: "12 / 34" })}</div>
          <div>${field("cvc", "Security code", form, { inputmode: "numeric", value: "123" })}</div>
        </div>
        ${field("name", "Name on card", form, { value: form.name, autocomplete: "name" })}
        <div class="deeds"><button type="submit">${deed}</button>${back(session)}</div>
      </form>
      <h2>Test cards</h2>
      <ul class="list">
        ${TEST_CARDS.map((card) => html`<li><code>${grouped(card.number)}</code> ${card.note}</li>`)}
      </ul>`,
  });
}

export function bankPage(session: Stripe.Checkout.Session): string {
  const what =
    session.mode === "setup"
      ? html`Saving your card for later payments waits`
      : html`A payment of <strong>${amount(session)}</strong> waits`;
  return page({
    title: "Your bank asks",
    ribbon,
    body: html`<h1>Your bank asks: is this you?</h1>
      <p>${what} for your approval. This page plays the part of the bank.</p>
      <form method="post" action="/pay/${session.id}/bank">
        <div class="deeds">
          <button type="submit" name="answer" value="approve">
            Approve${session.mode === "setup" ? "" : " payment"}
          </button>
          <button type="submit" name="answer" value="decline" class="other">Decline</button>
        </div>
      </form>`,
  });
}

/** For a session that is over, and for one that never was (`session` null). */
export function closedPage(session: Stripe.Checkout.Session | null): string {
  const done = session?.status === "complete";
  const keeps = session?.mode === "setup";
  const heading = done
    ? `This ${keeps ? "card is saved" : "is paid"}`
    : session
      ? `This ${keeps ? "" : "payment "}page has closed`
      : "There is no such payment page";
  const words = done
    ? `${keeps ? "Nothing was charged" : "The payment went through"}; there is nothing left to do here.`
    : keeps
      ? "No card was saved. Go back to the clinic to start again."
      : "Nothing was charged. Go back to the clinic to start the payment again.";
  return page({
    title: heading,
    ribbon,
    body: html`<h1>${heading}</h1>
      <p>${words}</p>
      <p>${session && back(session)}</p>`,
  });
}

function field(
  name: string,
  label: string,
  form: PayForm,
  options: { type?: string; value?: string; hint?: string; inputmode?: string; autocomplete?: string },
): Html {
  const wrong = form.problem?.field === name;
  const described = [options.hint ? `${name}-hint` : "", wrong ? "problem" : ""].filter(Boolean).join(" ");
  return html`<label for="${name}">${label}</label>
    ${options.hint && html`<p class="hint" id="${name}-hint">${options.hint}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="${options.type ?? "text"}"
      value="${options.value ?? ""}"
      required${wrong && html` aria-invalid="true" autofocus`}
      autocomplete="${options.autocomplete ?? "off"}"
      ${options.inputmode && html` inputmode="${options.inputmode}"`}${described && html` aria-describedby="${described}"`}
    />`;
}

function back(session: Stripe.Checkout.Session): Html | null {
  return session.cancel_url ? html`<a href="${session.cancel_url}">Back to the clinic</a>` : null;
}

export function grouped(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, "$1 ");
}

const amount = (session: Stripe.Checkout.Session): string =>
  sayAmount(session.amount_total ?? 0, session.currency ?? "cad");

/** `$30.00` with the currency's own number of decimals. */
export function sayAmount(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat("en-CA", { style: "currency", currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}
