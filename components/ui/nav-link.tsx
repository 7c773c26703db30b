"use client";
// A link that knows when the reader is already there.
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";

export type NavItem = {
  href: string;
  label: string;
  count?: number;
  /** Overrides what the address says. */
  current?: boolean;
  /** Marks only the exact address, for an overview whose address begins all the others. */
  exact?: boolean;
};

export function NavLink({ item, className }: { item: NavItem; className?: string }) {
  const pathname = usePathname();
  const path = item.href.split(/[?#]/)[0] ?? item.href;
  const here = item.current ?? (pathname === path || (!item.exact && pathname.startsWith(`${path}/`)));
  const count: ReactNode = item.count ? (
    <span className="figures rounded-full bg-sunk px-1.5 text-sm text-soft">{item.count}</span>
  ) : null;
  return (
    <Anchor href={item.href} aria-current={here ? "page" : undefined} className={className}>
      {item.label}
      {count}
    </Anchor>
  );
}
