// The pages on which a clinic is set up, side by side.
import { TabsNav } from "@/components/ui/tabs-nav";

export default function SetupLayout({ children }: LayoutProps<"/owner/setup">) {
  return (
    <div className="flex flex-col gap-8">
      <TabsNav
        label="Set-up"
        links={[
          { href: "/owner/setup", label: "Checklist", exact: true },
          { href: "/owner/setup/places", label: "Places" },
          { href: "/owner/setup/people", label: "People" },
          { href: "/owner/setup/services", label: "Services" },
          { href: "/owner/setup/rules", label: "Rules" },
          { href: "/owner/setup/messages", label: "Messages" },
          { href: "/owner/setup/import", label: "Import" },
          { href: "/owner/setup/duplicates", label: "Duplicates" },
        ]}
      />
      {children}
    </div>
  );
}
