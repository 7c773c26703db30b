// Claim: two hundred people who want one slot at the same moment get one booking and 199 kind refusals.
import { audit } from "../../scripts/audit.ts";
import { visitor, inDays } from "./api.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

export const claim: Claim = {
  name: "one-slot",
  about:
    "200 simultaneous requests for one slot through HTTP: one 201, the rest 409, no 5xx, and the checker finds nothing",
  async run({ quick, log }) {
    const people = quick ? 50 : 200;
    const stack = await startProveStack({ log });
    try {
      const guest = await visitor(stack.webUrls, "harbour");
      const service = guest.services.find((one) => one.kind === "first")!;
      const slots = await guest.slots(service.id, inDays(3), inDays(20));
      const slot = slots[Math.floor(slots.length / 2)]!;
      const practitioner = slot.practitioners[0]!;
      log(`${people} people want ${service.name} at ${slot.start} with one practitioner …`);
      const startedAt = performance.now();
      const answers = await Promise.all(
        Array.from({ length: people }, (_, number) =>
          guest.book(number, { service: service.id, practitioner, start: slot.start }),
        ),
      );
      const elapsedMs = Math.round(performance.now() - startedAt);
      const count = (test: (status: number) => boolean) => answers.filter(({ status }) => test(status)).length;
      const won = count((status) => status === 201);
      const refused = count((status) => status === 409);
      const faults = count((status) => status >= 500);
      const withNearest = answers.filter(
        ({ status, body }) => status === 409 && Array.isArray(body["nearest"]) && body["nearest"].length === 3,
      ).length;
      const { violations } = await audit(stack.appUrl, log);
      const ok = won === 1 && refused === people - 1 && faults === 0 && violations === 0;
      return { ok, people, won, refused, withNearest, faults, elapsedMs, violations };
    } finally {
      await stack.stop();
    }
  },
};
