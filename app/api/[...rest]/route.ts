// Addresses below /api at which there is nothing: said as the other doors of programs say it, without a page around it.
import { problem } from "@/lib/server/route";

const nothingHere = () => problem(404, "not_found", "There is nothing at this address.");

export {
  nothingHere as GET,
  nothingHere as POST,
  nothingHere as PUT,
  nothingHere as PATCH,
  nothingHere as DELETE,
  nothingHere as OPTIONS,
};
