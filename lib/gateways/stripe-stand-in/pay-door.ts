// Takes a browser through the pay page: shows it, reads the card, sends the payer on.
import type Stripe from "stripe";
import { pageHeaders } from "../../html-page.ts";
import { checkCard } from "./cards.ts";
import { findCheckout } from "./checkouts.ts";
import { bankPage, closedPage, payPage, type PayForm } from "./pay-pages.ts";
import { answerBankAboutSetup, setUpCard } from "./card-setups.ts";
import type { PayResult } from "./checkout-steps.ts";
import { answerBank, payCheckout } from "./payments.ts";
import { answerBankAboutSubscription, subscribe } from "./subscribe.ts";
import { StripeProblem } from "./problem.ts";
import type { World } from "./world.ts";

export type PageAnswer = { status: number; headers: Record<string, string>; body: string };

/** `step` is what follows the session's id in the path: empty or `bank`. */
export function answerPayPage(world: World, method: string, sessionId: string, step: string, body: string): PageAnswer {
  const session = lookUp(world, sessionId);
  if (!session) return show(404, closedPage(null), null);
  if (session.status !== "open") return over(session);
  if (method === "POST") {
    const form = new URLSearchParams(body);
    if (step === "bank") {
      const toBank = deedOf(session).answerBank;
      const result = toBank(world, session.id, form.get("answer") === "approve");
      return after(world, session, result, empty(world, session));
    }
    return pay(world, session, form);
  }
  const memo = world.state.memos.get(session.id);
  if (step === "bank" && memo?.awaiting) return show(200, bankPage(session), session);
  return withForm(world, 200, session, empty(world, session));
}

type Deed = { attempt: typeof payCheckout; answerBank: typeof answerBank };

function deedOf({ mode }: Stripe.Checkout.Session): Deed {
  if (mode === "setup") return { attempt: setUpCard, answerBank: answerBankAboutSetup };
  if (mode === "subscription") return { attempt: subscribe, answerBank: answerBankAboutSubscription };
  return { attempt: payCheckout, answerBank };
}

function pay(world: World, session: Stripe.Checkout.Session, form: URLSearchParams): PageAnswer {
  const field = (name: string) => (form.get(name) ?? "").trim().slice(0, 200);
  const typed = { email: field("email"), name: field("name") };
  const wrong = (name: string, message: string) =>
    withForm(world, 422, session, { ...typed, problem: { field: name, message } });
  if (!/^[^\s@]+@[^\s@]+$/.test(typed.email)) return wrong("email", "Please write an e-mail address.");
  const today = new Date(world.now() * 1000).toISOString().slice(0, 7);
  const check = checkCard({ number: field("number"), expiry: field("expiry"), cvc: field("cvc") }, today);
  if (!check.ok) return wrong(check.field, check.message);
  if (typed.name === "") return wrong("name", "Please write the name on the card.");
  const { card, expMonth, expYear } = check;
  const { attempt } = deedOf(session);
  const result = attempt(world, session.id, { ...typed, card, expMonth, expYear });
  return after(world, session, result, { ...typed, problem: null });
}

function after(world: World, session: Stripe.Checkout.Session, result: PayResult, form: PayForm): PageAnswer {
  switch (result.outcome) {
    case "done":
      return toSuccess(result.session);
    case "closed":
      return over(result.session);
    case "authenticate":
      return redirect(`/pay/${session.id}/bank`);
    case "refused":
      return withForm(world, 402, session, { ...form, problem: { field: "number", message: result.message } });
  }
}

// A second press of the button, or a page opened again, must end where the first press did.
function over(session: Stripe.Checkout.Session): PageAnswer {
  return session.status === "complete" ? toSuccess(session) : show(410, closedPage(session), session);
}

function toSuccess(session: Stripe.Checkout.Session): PageAnswer {
  if (!session.success_url) return show(200, closedPage(session), session);
  return redirect(session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id), session);
}

function redirect(location: string, session: Stripe.Checkout.Session | null = null): PageAnswer {
  return { status: 303, headers: { ...pageHeaders(targets(session)), location }, body: "" };
}

function withForm(world: World, status: number, session: Stripe.Checkout.Session, form: PayForm): PageAnswer {
  const memo = world.state.memos.get(session.id);
  return memo ? show(status, payPage(session, memo, form), session) : show(404, closedPage(null), null);
}

function show(status: number, body: string, session: Stripe.Checkout.Session | null): PageAnswer {
  return { status, headers: pageHeaders(targets(session)), body };
}

function targets(session: Stripe.Checkout.Session | null): string[] {
  const urls = [session?.success_url, session?.cancel_url];
  return urls.flatMap((url) => (url && URL.canParse(url) ? [new URL(url).origin] : []));
}

function empty(world: World, session: Stripe.Checkout.Session): PayForm {
  const customer = typeof session.customer === "string" ? world.state.customers.get(session.customer) : undefined;
  return { email: session.customer_email ?? customer?.email ?? "", name: "", problem: null };
}

function lookUp(world: World, id: string): Stripe.Checkout.Session | null {
  try {
    return findCheckout(world, id);
  } catch (error) {
    if (error instanceof StripeProblem) return null;
    throw error;
  }
}
