// Which network a visitor comes from: what limits count by when nobody has said who they are.
import { isIPv4, isIPv6 } from "node:net";

/**
 * The visitor's address behind so many proxies of ours. Each adds, at the end of `forwarded`, whom it heard from; what stands before is
 * what the visitor wrote and is not believed.
 */
export function visitorAddress(peer: string, forwarded: string | undefined, proxies: number): string {
  if (proxies === 0) return peer;
  const named = (forwarded ?? "").split(",").map((one) => one.trim());
  return named.at(-proxies) || peer;
}

/** `203.0.113` for an IPv4 address (/24), four groups for an IPv6 address (/64): what one party usually has at hand. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return mapped.split(".").slice(0, 3).join(".");
  const bare = mapped.split("%")[0] ?? "";
  return isIPv6(bare) ? groupsOf(bare).slice(0, 4).join(":") : "unknown";
}

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/i.test(address);

/** All eight groups, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const [before, after] = [head, tail ?? ""].map((half) => (half ? half.split(":") : []));
  const missing = tail === undefined ? 0 : 8 - before!.length - after!.length;
  return [...before!, ...Array.from({ length: missing }, () => "0"), ...after!].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}

/** Null for whoever sits at this machine itself: on a local start that is everybody. Behind https it is a proxy that tells nothing. */
export function networkOfVisitor(sent: Headers, publicUrl: string): string | null {
  const address = sent.get("x-forwarded-for") ?? "";
  return isLoopback(address) && !publicUrl.startsWith("https:") ? null : networkOf(address);
}
