// One click in a mail program (RFC 8058) ends all messages that can be done without; looking leads to the page that asks first.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { stopUnasked } from "@/lib/messages/choose-messages";
import { keyDoor } from "@/lib/server/key-door";
import { json, route } from "@/lib/server/route";

type At = RouteContext<"/[clinic]/messages/[token]/stop">;

export const GET = (request: Request, { params }: At) =>
  route(request, { limit: "read" }, async () => {
    const { clinic, token } = await params;
    await keyDoor(clinic, "messages", token);
    redirect(`/${clinic}/messages/${token}` as Route);
  });

/** Mail services post it for their reader, from an address of their own: the key is all they have, and all it takes. */
export const POST = (request: Request, { params }: At) =>
  route(request, { signed: true, limit: "read" }, async () => {
    const { clinic, token } = await params;
    const { ctx, id: patientId } = await keyDoor(clinic, "messages", token);
    await stopUnasked(ctx, { patientId });
    return json({ stopped: true });
  });
