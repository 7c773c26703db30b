// Reads which template was chosen, from when and led by whom; both drafting it and telling how much of it fits ask here.
import { text, texts } from "../typed";

type Values = Record<string, string | string[]>;

export function templateOf(values: Values) {
  const templateCode = text(values, "templateCode");
  const trackDisciplines = texts(values, `discipline-${templateCode}`);
  return {
    templateCode,
    ...(trackDisciplines.length ? { trackDisciplines } : {}),
    leadPractitionerId: text(values, "leadPractitionerId"),
    startOn: text(values, "startOn"),
  };
}
