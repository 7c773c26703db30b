// Mends postgres.js where a dying database would take the process down or leave a caller waiting; runs after each install.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

// porsager/postgres #1066, #1154 and #1208 are open in 3.4.9. Each entry replaces one passage that stands exactly once.
const version = "3.4.9";

const connection = [
  {
    why: "A query on a connection that is gone is refused at once; before, it was kept and waited for ever.",
    find: `    if (q.cancelled)
      return

    try {
      q.state = backend`,
    put: `    if (q.cancelled)
      return

    if (!socket || socket.destroyed) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options, socket))
      return true
    }

    try {
      q.state = backend`,
  },
  {
    why: "What was still to be written when the socket went away threw where nobody could catch it.",
    find: `    const x = socket.write(chunk, fn)
`,
    put: `    if (!socket) {
      chunk = nextWriteTimer = null
      return true
    }

    const x = socket.write(chunk, fn)
`,
  },
  {
    why: "Bytes and the timer of the old socket were carried over to the next one.",
    find: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
    put: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
  },
  {
    why: "So were queries that had been sent, and the one that was being answered.",
    find: `    closedTime = performance.now()
    hadError &&`,
    put: `    while (sent.length)
      queryError(sent.shift(), Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = stream = null
    result = new Result()
    closedTime = performance.now()
    hadError &&`,
  },
  {
    why: "Rows that COPY refuses after the last one was sent: whoever sent them waited for ever.",
    find: `    stream && (stream.destroy(err), stream = null)
`,
    put: `    stream && (stream.destroy(err), stream = null)
    final && (final(err), final = null)
`,
  },
  {
    why: "A reader of COPY that was slow at the very end left the connection paused: the next answer never came.",
    find: `    stream && stream.push(null)
    stream = null
`,
    put: `    stream && stream.push(null)
    stream = null
    socket.resume()
`,
  },
  {
    why: "Dying while the array types are read was a rejection that nobody could catch.",
    find: `        return fetchArrayTypes()
`,
    put: `        return fetchArrayTypes().catch(() => { /* whoever waits for this connection is told when it closes */ })
`,
  },
];

const index = [
  {
    why: "A reservation that fails leaves the queue, or a later connection would be given to nobody.",
    find: `        const query = { reserve: resolve, reject }
`,
    put: `        const query = { reserve: resolve, reject: e => (queries.remove(query), reject(e)) }
`,
  },
  {
    why: "A reserved connection that broke serves others next: its old holder may neither use it nor hand it back.",
    find: `    c.reserved.release = true

    const sql = Sql(handler)
    sql.release = () => {
      c.reserved = null
      onopen(c)
    }

    return sql

    function handler(q) {
      c.queue === full`,
    put: `    c.reserved.release = true

    let gone = null
    c.onclose = e => {
      gone = e
      while (queue.length)
        queue.shift().reject(e)
    }

    const sql = Sql(handler)
    sql.release = () => {
      if (gone)
        return

      c.onclose = null
      c.reserved = null
      onopen(c)
    }

    return sql

    function handler(q) {
      if (gone)
        return q.reject(gone)

      c.queue === full`,
  },
  {
    why: "The same for a transaction: what is left of it must not run on the connection's next life, outside any transaction.",
    find: `      , connection
      , prepare = null
`,
    put: `      , connection
      , gone = null
      , prepare = null
`,
  },
  {
    why: "(as above)",
    find: `        new Promise((_, reject) => connection.onclose = reject)`,
    put: `        new Promise((_, reject) => connection.onclose = e => {
          gone = e
          reject(e)
          while (queries.length)
            queries.shift().reject(e)
        })`,
  },
  {
    why: "(as above)",
    find: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    put: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (gone)
          return q.reject(gone)

        c.queue === full`,
  },
  {
    why: "A reservation that waits must stay in the queue: it is served when a connection opens, not by being run on it.",
    find: `    queries.length && connect(c, queries.shift())
`,
    put: `    if (queries.length) {
      const query = queries.shift()
      query.reserve && queries.push(query)
      connect(c, query)
    }
`,
  },
];

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const driver = path.join(root, "node_modules/postgres");

if (process.argv.includes("--help")) {
  console.log(
    `node scripts/patch-driver.mjs: mends postgres.js ${version} in node_modules; doing it again changes nothing.`,
  );
  process.exit(0);
}

function mend(file, passages) {
  const before = readFileSync(file, "utf8");
  let text = before;
  for (const { find, put } of passages) {
    if (text.includes(put)) continue;
    if (text.split(find).length !== 2) throw new Error(`${file} is not that of postgres.js ${version}: ${find}`);
    text = text.replace(find, () => put);
  }
  if (text === before) return;
  // Beside and over it: a copy of node_modules made of hard links keeps its own.
  writeFileSync(`${file}.mended`, text);
  renameSync(`${file}.mended`, file);
}

const installed = JSON.parse(readFileSync(path.join(driver, "package.json"), "utf8")).version;
if (installed !== version)
  throw new Error(
    `postgres.js ${installed} is installed; scripts/patch-driver.mjs knows ${version}. Look what still needs mending.`,
  );
for (const base of ["src", "cjs/src"]) {
  mend(path.join(driver, base, "connection.js"), connection);
  mend(path.join(driver, base, "index.js"), index);
}
