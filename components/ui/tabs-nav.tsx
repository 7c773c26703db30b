// Sibling pages as a row of links.
import { NavLink, type NavItem } from "@/components/ui/nav-link";

export const navLinkClass =
  "inline-flex min-h-control items-center gap-1.5 border-b-2 border-transparent px-0.5 whitespace-nowrap text-soft no-underline hover:text-accent aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink";

export function TabsNav({ label, links }: { label: string; links: readonly NavItem[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line">
      <ul className="-mb-px flex gap-5">
        {links.map((link) => (
          <li key={link.href}>
            <NavLink item={link} className={navLinkClass} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
