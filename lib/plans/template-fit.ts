// Whether a template may be offered for an assessment: simply, with a reason, or not at all.
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";

export type AssessmentFacts = {
  classification: string;
  risk: string;
  triggerPointRole: string;
  medicalAssessmentOnFile: boolean;
};

export type TemplateFit = { eligible: boolean; needsReason: boolean; blocked: boolean; why: string[] };

const words = (id: string) => id.replaceAll("_", " ");

/**
 * Templates are offered for the classifications and risks they name; any other needs a recorded reason. An assessment that finds
 * trigger points not involved rules out the templates that work on them and asks for a referral; a template after a concussion needs
 * a medical assessment on file (house rules for the clinical lead to confirm).
 */
export function fitTemplate(template: PlanTemplate, assessment: AssessmentFacts | null): TemplateFit {
  if (!assessment) return { eligible: true, needsReason: false, blocked: false, why: [] };
  const blocks: string[] = [];
  if (template.triggerPoints && assessment.triggerPointRole === "not_involved")
    blocks.push("Trigger points are not involved, and this plan works on them. Consider a referral.");
  if (template.requires === "medical_assessment" && !assessment.medicalAssessmentOnFile)
    blocks.push("This plan needs a medical assessment on file.");
  const doubts: string[] = [];
  if (!template.classifications.some((one) => one === assessment.classification))
    doubts.push(
      `It is meant for ${template.classifications.map(words).join(", ")}; recorded is ${words(assessment.classification)}.`,
    );
  if (!template.risks.some((one) => one === assessment.risk))
    doubts.push(`It is meant for ${template.risks.join(" or ")} risk; recorded is ${assessment.risk}.`);
  const blocked = blocks.length > 0;
  const needsReason = !blocked && doubts.length > 0;
  return { eligible: !blocked && !needsReason, needsReason, blocked, why: [...blocks, ...doubts] };
}
