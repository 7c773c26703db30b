// The frame of every page: language, typeface, colour of the browser's own bars.
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { directionOf, localeOf } from "@/lib/languages/language";
import { spokenLanguage } from "@/lib/server/language";
import "./globals.css";

const latin = localFont({
  src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  variable: "--font-latin",
  weight: "200 900",
  display: "swap",
  adjustFontFallback: "Arial",
});

// Twice the size of the latin file, so the browser fetches it only when a name on the page needs it.
const latinExt = localFont({
  src: "../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
  variable: "--font-latin-ext",
  weight: "200 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

export const metadata: Metadata = {
  title: { default: "Taper", template: "%s – Taper" },
  description: "Booking and tapering treatment plans for clinics where several disciplines work together.",
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f2" },
    { media: "(prefers-color-scheme: dark)", color: "#161a19" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await spokenLanguage();
  return (
    <html
      lang={language.startsWith("zh") ? language : localeOf(language, "en-CA")}
      dir={directionOf(language)}
      className={`${latin.variable} ${latinExt.variable}`}
    >
      <body>{children}</body>
    </html>
  );
}
