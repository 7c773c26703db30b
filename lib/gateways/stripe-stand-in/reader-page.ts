// The screen of a simulated card reader: what it waits for, and the keys and cards that its holder has.
import { html, page, pageHeaders, type Html } from "../../html-page.ts";
import { TEST_CARDS } from "./cards.ts";
import type { PageAnswer } from "./pay-door.ts";
import { grouped, sayAmount } from "./pay-pages.ts";
import { StripeProblem } from "./problem.ts";
import { holdCard, leaveReader, switchReader } from "./readers.ts";
import type { World } from "./world.ts";

const ribbon = "Test payments – no real money";

export function answerReaderPage(world: World, method: string, id: string, body: string): PageAnswer {
  const known = world.state.readers.has(id);
  if (!known) return show(404, "There is no such reader", html`<h1>There is no such reader</h1>`);
  if (method === "POST") {
    const form = new URLSearchParams(body);
    try {
      if (form.get("deed") === "switch") switchReader(world, id);
      else if (form.get("deed") === "leave") leaveReader(world, id);
      else holdCard(world, id, form.get("number") ?? "");
    } catch (error) {
      // It waits no longer for what was on its screen; the screen says so.
      if (!(error instanceof StripeProblem)) throw error;
    }
    return { status: 303, headers: { ...pageHeaders([]), location: `/reader/${id}` }, body: "" };
  }
  const reader = world.state.readers.get(id)!;
  return show(200, reader.label, screen(world, id));
}

function screen(world: World, id: string): Html {
  const { label, status, action } = world.state.readers.get(id)!;
  const asked = action?.process_payment_intent?.payment_intent;
  const intent = typeof asked === "string" ? world.state.paymentIntents.get(asked) : null;
  const off = status === "offline";
  const waits = intent && action?.status === "in_progress" && intent.status === "requires_payment_method";
  const key = (deed: string, words: string) =>
    html`<form method="post" action="/reader/${id}">
      <div class="deeds"><button type="submit" name="deed" value="${deed}" class="other">${words}</button></div>
    </form>`;
  return html`<h1>${label}</h1>
    ${
      off
        ? html`<p>The reader is off.</p>`
        : waits
          ? html`<p class="amount">${sayAmount(intent.amount, intent.currency)}</p>
              <p>Hold or insert a card.</p>
              <form method="post" action="/reader/${id}">
                ${TEST_CARDS.map(
                  (card) =>
                    html`<div class="deeds">
                      <button type="submit" name="number" value="${card.number}">${grouped(card.number)}</button>
                      ${card.paying === "is refused" ? card.note : "pays"}
                    </div>`,
                )}
              </form>
              ${key("leave", "Press the red key")}`
          : html`<p>
              ${action?.status === "succeeded" ? "Approved. Thank you." : action?.status === "failed" ? action.failure_message : "Welcome."}
            </p>`
    }
    ${key("switch", off ? "Switch it on" : "Switch it off")}`;
}

const show = (status: number, title: string, body: Html): PageAnswer => ({
  status,
  headers: pageHeaders([]),
  body: page({ title, ribbon, body }),
});
