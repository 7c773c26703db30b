// Whether a header of the framework's own can be what the framework wrote; for anything else it would answer with a fault.
const longest = 40_000;

function isState(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || depth > 40) return false;
  const [segment, children, address, marker] = value as unknown[];
  const named = typeof segment === "string" || (Array.isArray(segment) && segment.length >= 3 && segment.every(isPart));
  const below =
    typeof children === "object" &&
    children !== null &&
    !Array.isArray(children) &&
    Object.values(children).every((child) => isState(child, depth + 1));
  const optional = [address, marker].every((one) => one === undefined || one === null || typeof one !== "object");
  return named && below && optional && value.length <= 6;
}

const isPart = (part: unknown) => typeof part === "string" || part === null || Array.isArray(part);

/** `sent` is percent-encoded JSON: the tree of pages that a browser shows. */
export function isRouterState(sent: string): boolean {
  if (sent.length > longest) return false;
  try {
    return isState(JSON.parse(decodeURIComponent(sent)), 0);
  } catch {
    return false;
  }
}

/** An address whose path can be read at all. */
export function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split(/[?#]/, 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
