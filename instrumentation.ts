// Runs once before the server answers: keeps what people typed out of the logs, finds out where visitors come from, and refuses to serve, with a sentence saying why, when this process is not fit to.
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { redactConsole } = await import("./lib/log.ts");
  redactConsole();
  const { nameVisitors } = await import("./lib/server/peer.ts");
  nameVisitors();
  const { leaveInOrder } = await import("./lib/server/leave-in-order.ts");
  leaveInOrder();
  const { refuseWhenUnfit } = await import("./lib/server/refuse-when-unfit.ts");
  await refuseWhenUnfit();
}
