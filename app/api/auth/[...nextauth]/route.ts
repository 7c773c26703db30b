// next-auth's own doors (session, sign-out); signing in goes through the form's action.
import { handlers } from "@/lib/server/auth";

export const { GET, POST } = handlers;
