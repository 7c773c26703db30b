// What stands in the choices of a licence: professions, techniques, and those of them that a credential can open.
import { optionsOf } from "@/components/ui/field";
import { techniqueNames } from "@/lib/charting/techniques";
import { credentialTechniques, professionNames } from "@/lib/clinic/profession-input";

export const professionChoices = optionsOf(professionNames);

export const techniqueChoices = optionsOf(techniqueNames);

export const credentialChoices = techniqueChoices.filter(({ value }) => credentialTechniques.has(value));
