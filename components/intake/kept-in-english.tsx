// Says, in the reader's language, why a text about health or a consent stands there in English.
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";

export async function KeptInEnglish({ phone }: { phone: string }) {
  const t = await getTranslations("frame");
  return <Notice title={t("notApproved", { phone })} />;
}
