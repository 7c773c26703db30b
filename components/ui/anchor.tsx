// One link for every address: inside the product by the router, everything else by the browser.
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";

export type AnchorProps = Omit<ComponentProps<"a">, "href"> & { href: string };

const routed = /^(\/(?!\/|api\/)|\?)/;

export function Anchor({ href, children, ...rest }: AnchorProps) {
  if (!routed.test(href) || rest.download !== undefined || rest.target) {
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    );
  }
  // No prefetch: every page is rendered for one person at one moment, and signed links must not be touched unasked.
  return (
    <Link href={href as Route} prefetch={false} {...rest}>
      {children}
    </Link>
  );
}
