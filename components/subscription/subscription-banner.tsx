// The sentence above every page of those who lead the clinic, while its subscription needs them.
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { bannerOf, type StandingState } from "@/components/subscription/standing-words";

type Props = { state: StandingState; day: string; mayManage: boolean };

export function SubscriptionBanner({ state, day, mayManage }: Props) {
  const said = bannerOf(state, day);
  if (!said) return null;
  const calm = state === "trial" || state === "stopping";
  return (
    <div className="no-print mb-6">
      <Notice
        tone={calm ? "info" : "warning"}
        title={said.title}
        action={
          mayManage ? (
            <LinkButton variant="secondary" size="small" href="/owner/subscription">
              Look at the subscription
            </LinkButton>
          ) : undefined
        }
      >
        <p>
          {said.more} {mayManage ? null : "The clinic’s owner can see to it."}
        </p>
      </Notice>
    </div>
  );
}
