// What stands in the choices of a licence: professions, techniques, and those of them that a credential can open.
import { techniqueNames } from "@/lib/charting/techniques";
import { credentialTechniques, professionNames } from "@/lib/clinic/profession-input";

export const professionChoices = Object.entries(professionNames).map(([value, label]) => ({ value, label }));

export const techniqueChoices = Object.entries(techniqueNames).map(([value, label]) => ({ value, label }));

export const credentialChoices = techniqueChoices.filter(({ value }) => credentialTechniques.has(value));
