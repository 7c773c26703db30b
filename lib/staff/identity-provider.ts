// The clinic's own sign-in: set and ended by whoever runs the installation, read at the door.
import { addProvider, latestProvider } from "../../db/queries/identity-providers.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { checkIssuer, type ProviderConfig } from "../gateways/identity-provider.ts";
import { newId } from "../ids.ts";
import { seal, unseal } from "../seal.ts";

export const providerSecretPurpose = "identity provider";

/** Null where people sign in here. */
export async function loadProvider(ctx: Ctx): Promise<ProviderConfig | null> {
  const row = await inTransaction(ctx, ({ tx, clinicId }) => latestProvider(tx, clinicId));
  if (!row || row.issuer === null) return null;
  const { issuer, clientId, sealedSecret, keyId } = row;
  const clientSecret = unseal(ctx.secret, providerSecretPurpose, ctx.clinicId, { sealed: sealedSecret, keyId });
  return clientSecret === null ? null : { issuer, clientId, clientSecret };
}

/** Null ends it. Throws a sentence for an issuer that cannot be one. */
export async function setProvider(ctx: Ctx, config: ProviderConfig | null): Promise<void> {
  mustMay(ctx, "set_identity_provider");
  if (config) checkIssuer(config.issuer);
  const { sealed, keyId } = seal(ctx.secret, providerSecretPurpose, ctx.clinicId, config?.clientSecret ?? "");
  await inTransaction(ctx, async (t) => {
    await addProvider(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      issuer: config?.issuer ?? null,
      clientId: config?.clientId ?? "",
      sealedSecret: sealed,
      keyId,
      setAt: t.now,
    });
    await record(t, [
      {
        deed: config ? "clinic.identity_provider_set" : "clinic.identity_provider_ended",
        subjectKind: "clinic",
        subjectId: t.clinicId,
      },
    ]);
  });
}
