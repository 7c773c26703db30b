"use server";
// What follows from the helper's answers. They are read and forgotten: no row, no cookie, no address holds them.
import type { AssessOutcome } from "@/components/intake/assess-form";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { Refusal } from "@/lib/errors";
import { adviseNext, warningQuestions } from "@/lib/intake/assess-helper";
import { careLinesOf } from "@/lib/intake/care-lines";
import { screenText } from "@/lib/intake/screen-text";
import { formAction, type FormState } from "@/lib/server/action";
import { guestCtx } from "@/lib/server/contexts";
import { countVisitor } from "@/lib/server/visitor";
import { serviceLines } from "../service-lines";

const asks: Record<string, string> = {
  where: "Choose where you feel it most.",
  howLong: "Choose how long it has been there.",
  signs: "Tick what is true, or “None of these”.",
};

export async function assessAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await guestCtx(slug);
    await countVisitor("read");
    const text = (name: string) => String(values[name] ?? "");
    const advice = adviseNext({
      where: text("where"),
      howLong: text("howLong"),
      signs: [values["sign"] ?? []].flat(),
      further: Object.fromEntries(
        warningQuestions.flatMap(({ id, when }) => (when && text(id) ? [[id, text(id)]] : [])),
      ),
    });
    if (advice.next === "answer")
      throw new Refusal("screen_incomplete", "Please answer every question.", {
        fields: advice.missing.map((id) => ({
          field: id === "signs" ? "sign" : id,
          message: asks[id] ?? "Answer the further question.",
        })),
      });
    const answer = (outcome: AssessOutcome): FormState => ({ ok: true, facts: { outcome } });
    if (advice.next === "stop") {
      const { title, body, notice, emergency } = screenText(advice.tier, careLinesOf(clinic.region));
      return answer({ title, body, notice, emergency, urgent: advice.tier === "A", groups: [] });
    }
    const catalogue = await loadCatalogue(ctx);
    const fitting = catalogue.services.filter(
      ({ kind, online, disciplineCode }) => kind === "first" && online && advice.disciplines.includes(disciplineCode),
    );
    const first = catalogue.services.filter(({ kind, online }) => kind === "first" && online);
    const inOrder = catalogue.disciplines.toSorted(
      (a, b) => place(advice.disciplines, a.code) - place(advice.disciplines, b.code),
    );
    const { groups } = await serviceLines(
      ctx,
      { ...catalogue, disciplines: inOrder },
      // A clinic that has none of the fitting ones shows what it has.
      { services: fitting.length ? fitting : first },
    );
    return answer({
      title: "An assessment is a good next step",
      body: `${advice.because} If something new comes up before your visit, such as one of the signs in the list, get help first.`,
      notice: null,
      emergency: null,
      urgent: false,
      groups: groups(),
    });
  });
}

const place = (codes: readonly string[], code: string): number =>
  codes.includes(code) ? codes.indexOf(code) : codes.length;
