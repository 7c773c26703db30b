// The bar at the top: who runs the page, where one can go, who is signed in.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { Mark } from "@/components/ui/mark";
import { NavLink, type NavItem } from "@/components/ui/nav-link";
import { navLinkClass } from "@/components/ui/tabs-nav";

export function SkipLink({ label = "Skip to the main part" }: { label?: string | undefined }) {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:inset-s-2 focus:z-50 focus:rounded focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent"
    >
      {label}
    </a>
  );
}

export type SiteHeaderProps = {
  name: string;
  href: string;
  /** Sections, on the same line where there is room. */
  links?: readonly NavItem[];
  linksLabel?: string;
  end?: ReactNode;
  /** The page's own column, for pages narrower than the screen. */
  column?: string;
};

export function SiteHeader({ name, href, links = [], linksLabel = "Sections", end, column }: SiteHeaderProps) {
  return (
    <header className="no-print border-b border-line">
      <div
        className={`mx-auto flex flex-wrap items-center gap-x-8 px-5 ${column ? `min-h-16 sm:px-8 ${column}` : "max-w-[100rem]"}`}
      >
        <Anchor
          href={href}
          className="inline-flex min-h-control items-center gap-3 py-2 font-semibold text-ink no-underline hover:text-accent"
        >
          <Mark r={2.5} />
          {name}
        </Anchor>
        {links.length > 0 ? (
          <nav
            aria-label={linksLabel}
            className="order-last -mx-5 w-[calc(100%+2.5rem)] overflow-x-auto px-5 md:order-none md:mx-0 md:w-auto md:grow md:px-0"
          >
            <ul className="-mb-px flex gap-5">
              {links.map((link) => (
                <li key={link.href}>
                  <NavLink item={link} className={`${navLinkClass} md:min-h-12`} />
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {end ? <div className="ms-auto flex items-center gap-4 text-sm">{end}</div> : null}
      </div>
    </header>
  );
}
