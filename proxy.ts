// Gives each page a content security policy with a nonce of its own, and slows floods down. It decides nothing else: who may see what is decided where data is read.
import { NextResponse, type NextRequest } from "next/server";
import { contentPolicy } from "./lib/server/content-policy.ts";
import { env } from "./lib/env.ts";
import { Refusal } from "./lib/errors.ts";
import { networkOfVisitor } from "./lib/limits/network.ts";
import { countRead } from "./lib/limits/own-count.ts";

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const flood = await floodFrom(request);
  if (flood) return flood;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const { NODE_ENV, STRIPE_API_BASE } = env();
  const policy = contentPolicy({ nonce, checkoutBase: STRIPE_API_BASE, developing: NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from here; whatever a visitor sent under this name is gone.
  headers.set("content-security-policy", policy);
  headers.delete("content-security-policy-report-only");
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** The answer to a network that asks for more pages than people read. */
async function floodFrom(request: NextRequest): Promise<NextResponse | null> {
  const network = networkOfVisitor(request.headers, env().PUBLIC_URL);
  try {
    if (network) await countRead(network);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new NextResponse(`${error.message}\n`, {
      status: 429,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        "retry-after": String(error.facts["retryAfterSec"]),
      },
    });
  }
}

// Routes answer no pages, and files need no policy.
export const config = { matcher: ["/((?!api/|_next/static/|icon.svg).*)"] };
