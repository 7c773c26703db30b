// Codes of an authenticator app (RFC 6238): six digits of SHA-1 over each thirty seconds, as every app knows them.
import { Secret, TOTP } from "otpauth";

const issuer = "Taper";
const setting = { issuer, algorithm: "SHA1", digits: 6, period: 30 } as const;
// A clock that is half a minute off is common; more is a wrong clock (RFC 6238, 5.2).
const stepsAside = 1;

/** 160 random bits as base32 (RFC 4226, R6). */
export const newSeed = (): string => new Secret({ size: 20 }).base32;

/** What the picture says to the app. */
export const seedAddress = (seed: string, email: string): string =>
  new TOTP({ ...setting, label: email, secret: seed }).toString();

/** The step whose code this is, later than the one that was used last; null for any other text. */
export function stepOfCode(seed: string, code: string, at: Date, lastStep: number | null): number | null {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ ...setting, secret: seed });
  const aside = totp.validate({ token, timestamp: at.getTime(), window: stepsAside });
  if (aside === null) return null;
  const step = totp.counter({ timestamp: at.getTime() }) + aside;
  return lastStep === null || step > lastStep ? step : null;
}
