// Finds TCP ports that nobody listens on.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

/** A free port on the loopback address, chosen by the system. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Whether a server could listen on `port` on every address of this machine. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/** The port `file` remembers when it is still free, else a new one, remembered: links in old mails keep working. */
export async function rememberedPort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (Number.isInteger(last) && last > 0 && (await isPortFree(last))) return last;
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}
