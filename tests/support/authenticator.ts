// A device with passkeys, in software: it makes keys and signs as a telephone would, and can be told to misbehave.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { isoCBOR } from "@simplewebauthn/server/helpers";

type Key = { id: Buffer; secret: KeyObject; counter: number };
type Manner = { origin?: string; host?: string; verified?: boolean; counter?: number };

const sha256 = (data: Buffer | string): Buffer => createHash("sha256").update(data).digest();
const text = (data: Buffer | Uint8Array): string => Buffer.from(data).toString("base64url");

/** What the device says of itself: for which host, whether its person was there and proved themself, and its count. */
function authenticatorData(host: string, verified: boolean, counter: number, attested?: Buffer): Buffer {
  const flags = 0x01 | (verified ? 0x04 : 0) | (attested ? 0x40 : 0);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(host), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
}

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** `publicUrl` is the page the device believes to be on. */
export function newAuthenticator(publicUrl: string) {
  const { hostname, origin } = new URL(publicUrl);
  const keys: Key[] = [];
  return {
    make(options: PublicKeyCredentialCreationOptionsJSON, manner: Manner = {}): string {
      const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const { x = "", y = "" } = pair.publicKey.export({ format: "jwk" });
      const key: Key = { id: randomBytes(16), secret: pair.privateKey, counter: 1 };
      keys.push(key);
      // COSE: an elliptic curve key (2) for ES256 (-7) on P-256 (1).
      const cose = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, "base64url"))],
          [-3, new Uint8Array(Buffer.from(y, "base64url"))],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, key.id.length]), key.id, cose]);
      const authData = authenticatorData(manner.host ?? hostname, manner.verified ?? true, key.counter, attested);
      const attestation = isoCBOR.encode(
        new Map<string, string | Uint8Array | Map<string, string>>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", new Uint8Array(authData)],
        ]),
      );
      const answer: RegistrationResponseJSON = {
        id: text(key.id),
        rawId: text(key.id),
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(clientData("webauthn.create", options.challenge, manner.origin ?? origin)),
          attestationObject: text(attestation),
          transports: ["internal"],
        },
      };
      return JSON.stringify(answer);
    },
    use(options: PublicKeyCredentialRequestOptionsJSON, manner: Manner = {}): string {
      const key = keys.at(-1);
      if (!key) throw new Error("no key was made on this device");
      key.counter = manner.counter ?? key.counter + 1;
      const authData = authenticatorData(manner.host ?? hostname, manner.verified ?? true, key.counter);
      const client = clientData("webauthn.get", options.challenge, manner.origin ?? origin);
      const answer: AuthenticationResponseJSON = {
        id: text(key.id),
        rawId: text(key.id),
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(authData),
          signature: text(sign("sha256", Buffer.concat([authData, sha256(client)]), key.secret)),
        },
      };
      return JSON.stringify(answer);
    },
  };
}
