// The money reports, side by side.
import { TabsNav } from "@/components/ui/tabs-nav";

export default function MoneyLayout({ children }: LayoutProps<"/owner/money">) {
  return (
    <div className="flex flex-col gap-8">
      <TabsNav
        label="Money"
        links={[
          { href: "/owner/money", label: "Day close", exact: true },
          { href: "/owner/money/owing", label: "Who owes" },
          { href: "/owner/money/payouts", label: "Pay-outs" },
          { href: "/owner/money/ledger", label: "Bookkeeping" },
          { href: "/owner/money/gift-cards", label: "Gift cards" },
          { href: "/owner/money/memberships", label: "Memberships" },
          { href: "/owner/money/online", label: "Cards online" },
        ]}
      />
      {children}
    </div>
  );
}
