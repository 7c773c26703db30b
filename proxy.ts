// Gives each page a content security policy with a nonce of its own. It decides nothing else: who may see what is decided where data is read.
import { NextResponse, type NextRequest } from "next/server";
import { contentPolicy } from "./lib/server/content-policy.ts";
import { env } from "./lib/env.ts";

export function proxy(request: NextRequest): NextResponse {
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

// Routes answer no pages, and files need no policy.
export const config = { matcher: ["/((?!api/|_next/static/|icon.svg).*)"] };
