// Gives each page a content security policy with a nonce of its own and the language it answers in, slows floods down, and turns away posts that no page of ours makes. It decides nothing else: who may see what is decided where data is read.
import { NextResponse, type NextRequest } from "next/server";
import { contentPolicy } from "./lib/server/content-policy.ts";
import { env } from "./lib/env.ts";
import { httpStatus, Refusal } from "./lib/errors.ts";
import { networkOfVisitor } from "./lib/limits/network.ts";
import { countRead } from "./lib/limits/own-count.ts";
import { setLanguage } from "./lib/languages/spoken.ts";
import { mustBeForm } from "./lib/server/form-post.ts";

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const refused = await refusedAtOnce(request);
  if (refused) return refused;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const { NODE_ENV, STRIPE_API_BASE } = env();
  const policy = contentPolicy({ nonce, checkoutBase: STRIPE_API_BASE, developing: NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from here; whatever a visitor sent under this name is gone.
  headers.set("content-security-policy", policy);
  headers.delete("content-security-policy-report-only");
  setLanguage(headers, request.nextUrl.pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** The answer to a network that asks for more pages than people read, and to posts that no page of ours makes; null for everything else. */
async function refusedAtOnce(request: NextRequest): Promise<NextResponse | null> {
  const network = networkOfVisitor(request.headers, env().PUBLIC_URL);
  try {
    if (network) await countRead(network);
    if (request.method === "POST") {
      mustComeFromHere(request.headers);
      await mustBeForm(request.clone(), request.headers.get("next-action"));
    }
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const wait = error.facts["retryAfterSec"];
    return new NextResponse(`${error.message}\n`, {
      status: httpStatus[error.code],
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        ...(wait === undefined ? {} : { "retry-after": String(wait) }),
      },
    });
  }
}

/** The action looks at it again; here it is said as what it is, before the framework makes a fault of it. */
function mustComeFromHere(sent: Headers): void {
  const { origin, host } = new URL(env().PUBLIC_URL);
  if (sent.get("origin") !== origin || (sent.get("x-forwarded-host") ?? sent.get("host")) !== host)
    throw new Refusal("forbidden", "This form was sent from another site. Open the page again and send it from there.");
}

// Routes answer no pages, and files need no policy.
export const config = { matcher: ["/((?!api/|_next/static/|icon.svg|icons/).*)"] };
