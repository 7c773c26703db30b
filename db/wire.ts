// The socket under a connection: one that has gone silent in the middle of an answer is given up, because the other end may be gone.
import net from "node:net";

type Address = { host: string[]; port: number[]; path?: string | false };

/** "ReadyForQuery": with the state of the transaction, the last six bytes of every answer. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5]);

/**
 * A maker of sockets for postgres.js. The server answers within its statement timeout or ends the connection, so whoever waits longer
 * than `silenceMs` waits for nobody: the socket ends with `CONNECTION_SILENT`. One at rest may be silent for several times as long.
 */
export function listeningSockets(silenceMs: number): (address: Address) => net.Socket {
  return ({ host, port, path }) => {
    const socket = path ? net.connect(path) : net.connect(port[0]!, host[0]);
    let writtenAtRest = -1;
    let silences = 0;
    socket.setNoDelay(true);
    socket.setTimeout(silenceMs);
    socket.on("data", (part) => {
      silences = 0;
      if (part.subarray(-6, -1).equals(readyForQuery)) writtenAtRest = socket.bytesWritten;
    });
    socket.on("timeout", () => {
      silences++;
      if (socket.bytesWritten === writtenAtRest && silences < 5) {
        socket.setTimeout(silenceMs);
        return;
      }
      socket.destroy(Object.assign(new Error("The database has not answered."), { code: "CONNECTION_SILENT" }));
    });
    return socket;
  };
}
