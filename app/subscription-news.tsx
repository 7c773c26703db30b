// What those who lead the clinic read above every page while its subscription needs them.
import { SubscriptionBanner } from "@/components/subscription/subscription-banner";
import { mayDo } from "@/lib/permissions/permissions";
import type { StaffDoor } from "@/lib/server/contexts";
import { lastDayOf } from "@/lib/subscription/subscription-state";
import { subscriptionNews } from "@/lib/subscription/view-subscription";
import { sayDate } from "@/lib/time/say";

export async function SubscriptionNews({ door: { ctx, clinic, actor } }: { door: StaffDoor }) {
  if (!mayDo(actor, "set_up_clinic")) return null;
  const news = await subscriptionNews(ctx);
  if (!news) return null;
  const day = news.until ? sayDate(lastDayOf(news.until, clinic.timeZone), clinic.locale) : "";
  return <SubscriptionBanner state={news.state} day={day} mayManage={mayDo(actor, "manage_subscription")} />;
}
