// One sentence in the page's language for a time that could not be had.
import "server-only";
import { getTranslations } from "next-intl/server";
import type { RefusedStart } from "./refused-start.ts";

export async function refusedWords({ why, waitSec }: RefusedStart): Promise<string> {
  const t = await getTranslations("times");
  if (why !== "too_many") return t(`refused.${why}`);
  // Rounded up: who comes back then is let in.
  const wait =
    waitSec <= 90 ? t("wait.seconds", { count: waitSec }) : t("wait.minutes", { count: Math.ceil(waitSec / 60) });
  return t("refused.too_many", { wait });
}
