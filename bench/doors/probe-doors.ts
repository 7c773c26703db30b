// Knocks at every door of the build as everybody, for their own things, another patient's and the other clinic's.
import type postgres from "postgres";
import { askAddress, callAction, outcomeOf, type Answer, type Outcome } from "./ask.ts";
import { filled, pages, routes, type Address } from "./addresses.ts";
import { builtDoors, type BuiltDoors } from "./built-doors.ts";
import { heardIn, plantCanaries, type Word } from "./canaries.ts";
import { calls } from "./deeds.ts";
import { expected, thingsFor, whose, type Guard, type Whose } from "./guards.ts";
import { gatherPeople, type Person } from "./people.ts";
import { chooseThings, type Ground, type Things } from "./things.ts";

export type Finding = { door: string; who: string; whose: Whose; problem: string };
export type DoorsProbed = { doors: number; probes: number; findings: Finding[]; unnamed: string[] };

type Kind = "page" | "route" | "action";
type Knock = {
  door: string;
  kind: Kind;
  guard: Guard;
  handsOutAll: boolean;
  onlySignedOut: boolean;
  absent: boolean;
  unproved: boolean;
  opensChart: boolean;
  /** What only reads comes first, and what opens a door for later probes comes last. */
  turn: number;
  send: (person: Person, things: Things, home: Things) => Promise<Answer>;
};

/** What the build has and the tables do not name, and the other way round. */
export function unnamedDoors(built: BuiltDoors): string[] {
  const compare = (kind: string, has: Iterable<string>, named: Iterable<string>) => {
    const [inBuild, inTable] = [new Set(has), new Set(named)];
    return [
      ...[...inBuild.difference(inTable)].map((one) => `${kind} ${one} stands in no table`),
      ...[...inTable.difference(inBuild)].map((one) => `${kind} ${one} is not in the build`),
    ];
  };
  return [
    ...compare("page", built.pages, Object.keys(pages)),
    ...compare("route", built.routes, Object.keys(routes)),
    ...compare("action", built.actions.keys(), Object.keys(calls)),
  ];
}

function knocks(url: string, built: BuiltDoors): Knock[] {
  const atAddress = (kind: Kind, table: Record<string, Address>): Knock[] =>
    Object.entries(table).map(([door, address]) => ({
      door,
      kind,
      guard: address.guard,
      handsOutAll: address.handsOutAll ?? false,
      onlySignedOut: false,
      absent: false,
      unproved: false,
      opensChart: false,
      turn: address.method ? 1 : 0,
      send: ({ cookie }, things) =>
        askAddress(url, filled(door, address, things), {
          method: address.method,
          cookie,
          body: address.body?.(things),
        }),
    }));
  const actions = Object.entries(calls).flatMap(([door, call]): Knock[] => {
    const action = built.actions.get(door);
    const page = action && pages[action.page];
    if (!page) return [];
    return [
      {
        door,
        kind: "action",
        guard: call.guard,
        handsOutAll: false,
        onlySignedOut: call.onlySignedOut ?? false,
        absent: call.absent ?? false,
        unproved: call.unproved ?? false,
        opensChart: call.opensChart ?? false,
        turn: call.opensChart ? 4 : call.last ? 3 : 2,
        send: ({ cookie }, things, home) =>
          callAction(
            url,
            // An action is found by its id at any page that has it; which one says nothing about whose things it gets.
            filled(action.page, { ...page, query: () => "" }, home),
            action.id,
            [...(call.args?.(things) ?? []), ...(call.stateless ? [] : [{ ok: false }])],
            call.fields?.(things) ?? {},
            cookie,
          ),
      },
    ];
  });
  return [...atAddress("page", pages), ...atAddress("route", routes), ...actions].toSorted((a, b) => a.turn - b.turn);
}

/**
 * The signed link of a booking is a key that opens wherever no address says whose clinic it is. Who has none can only change a link's
 * seal, or hold the key of one clinic to the address of another.
 */
function asked({ guard, door }: Knock, things: Things, which: Whose, home: Things): Things {
  if (which === "own") return things;
  const atHome = which === "foreign" ? { ...things, slug: home.slug } : things;
  const keyAlone = guard.by === "manage link" && (which === "other" || door.startsWith("/api/"));
  const turned = (key: string) => `${key.slice(0, -2)}${key.endsWith("AA") ? "BB" : "AA"}`;
  const { manageLink, messagesLink, calendarLink, visitLink, giftLink, offerLink, payLink } = things;
  const keys = {
    manageLink: turned(manageLink),
    messagesLink: turned(messagesLink),
    calendarLink: turned(calendarLink),
    visitLink: turned(visitLink),
    giftLink: turned(giftLink),
    offerLink: turned(offerLink),
    payLink: turned(payLink),
  };
  return keyAlone ? { ...atHome, ...keys } : atHome;
}

async function knockOnce(knock: Knock, person: Person, ground: Ground, which: Whose): Promise<string[]> {
  const things = thingsFor(person, ground, which);
  const home = thingsFor(person, ground, "own");
  const answer = await knock.send(person, asked(knock, things, which, home), home);
  const outcome = outcomeOf(answer, knock.kind);
  const wanted = expected(knock.guard, knock.kind, person, things, which);
  // What is not there is said to be absent before anybody asks for a reason.
  if (knock.absent && ["in", "reason_needed"].some((one) => wanted.includes(one as Outcome))) wanted.push("not_found");
  if (knock.unproved && wanted.includes("in")) wanted.push("sign_in_needed");
  const problems = wanted.includes(outcome)
    ? []
    : [`answered ${outcome} (${answer.status}) instead of ${wanted.join(" or ")}`];
  if (knock.handsOutAll && outcome === "in") return problems;
  const opened = person.home === "mine" ? "other chart" : "foreignOther chart";
  const mayHear = (word: Word) => person.mayHear.has(word) || (knock.opensChart && outcome === "in" && word === opened);
  const told = heardIn(answer.text).filter((word) => !mayHear(word));
  return [...problems, ...told.map((word) => `told the ${word}`)];
}

/** Everything that is kept of a clinic, as one hash a table; what the clock does by itself is left out. */
async function printOf(sql: postgres.Sql, clinic: string): Promise<Map<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'clinic_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('outbox', 'messages', 'user_clinics', 'stripe_events') order by 1`;
  const prints = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await sql<{ print: string }[]>`
      select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as print
      from ${sql(name)} t where clinic_id = ${clinic}`;
    prints.set(name, row!.print);
  }
  return prints;
}

export type ProbeOptions = {
  url: string;
  /** As administrator. */
  sql: postgres.Sql;
  secret: string;
  clinics: { mine: string; theirs: string };
  quick: boolean;
  log: (line: string) => void;
};

/** The server's worker should rest meanwhile: the other clinic's rows are compared before and after. */
export async function probeDoors({ url, sql, secret, clinics, quick, log }: ProbeOptions): Promise<DoorsProbed> {
  const built = builtDoors();
  const unnamed = unnamedDoors(built);
  const ground = await chooseThings(sql, clinics.mine, clinics.theirs, secret);
  await plantCanaries(sql, ground);
  const people = await gatherPeople(url, built, sql, ground);
  const all = knocks(url, built);
  const findings: Finding[] = [];
  let [probes, turn] = [0, 0];
  for (const home of ["mine", "theirs"] as const) {
    const away = home === "mine" ? clinics.theirs : clinics.mine;
    // However long the round before took: what is asked for here is the role, not a password typed lately.
    await sql`update login_sessions set proved_at = now() where revoked_at is null`;
    const before = await printOf(sql, away);
    for (const knock of all) {
      for (const person of people.filter((one) => one.home === home)) {
        if (knock.onlySignedOut && person.cookie) continue;
        for (const which of whose) {
          if (quick && turn++ % 7) continue;
          const problems = await knockOnce(knock, person, ground, which);
          probes += 1;
          for (const problem of problems) findings.push({ door: knock.door, who: person.name, whose: which, problem });
        }
      }
    }
    const after = await printOf(sql, away);
    for (const [table, print] of after)
      if (print !== before.get(table))
        findings.push({
          door: `table ${table}`,
          who: home,
          whose: "foreign",
          problem: "changed in the clinic that nobody is at home in",
        });
    log(`${probes} requests at ${all.length} doors, ${findings.length} findings`);
  }
  return { doors: all.length, probes, findings, unnamed };
}
