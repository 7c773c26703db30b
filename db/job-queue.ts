// The job queue behind the outbox: graphile-worker in a schema of its own. Its jobs hold ids only; what they are about stays in the outbox.
import { Logger, parseCronItems, run, runMigrations, type TaskList } from "graphile-worker";
import postgres from "postgres";

const schema = "graphile_worker";

/** Its logger would repeat what statements say. */
const quiet = new Logger(() => () => {});

/**
 * Brings the queue's schema to its present state and gives it to the worker's role: its tables have row-level security without policies,
 * so only their owner can work with them. Runs as the administrator; safe to run again.
 */
export async function installJobQueue(adminUrl: string): Promise<void> {
  await runMigrations({ connectionString: adminUrl, schema, logger: quiet });
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    // Only who may act as a role can give it something.
    await client.unsafe("grant taper_worker to current_user");
    await client.unsafe(`
      do $$ declare statement text; begin
        for statement in
          select format('alter table %s owner to taper_worker', c.oid::regclass) from pg_class c
            where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'v')
          union all select format('alter function %s owner to taper_worker', p.oid::regprocedure) from pg_proc p
            where p.pronamespace = '${schema}'::regnamespace
          union all select format('alter type %s owner to taper_worker', t.oid::regtype) from pg_type t
            where t.typnamespace = '${schema}'::regnamespace and t.typtype = 'c'
              and exists (select 1 from pg_class c where c.oid = t.typrelid and c.relkind = 'c')
        loop execute statement; end loop;
      end $$`);
    await client.unsafe(`alter schema ${schema} owner to taper_worker`);
  } finally {
    await client.end();
  }
}

export type JobQueue = {
  /** A job under a known key replaces the one that waits; one that runs already goes on, and this one comes after it. */
  add(task: string, payload: object, key: string): Promise<unknown>;
  /** Rejects when the queue cannot work any more. */
  ended: Promise<void>;
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>;
};

export type Round = { task: string; match: string };

/** Starts working on jobs, some at a time; rounds come by the clock, each under a key of its own so that none piles up. */
export async function openJobQueue(options: {
  url: string;
  atOnce: number;
  tasks: TaskList;
  rounds: readonly Round[];
}): Promise<JobQueue> {
  const runner = await run({
    connectionString: options.url,
    schema,
    concurrency: options.atOnce,
    maxPoolSize: options.atOnce + 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: quiet,
    taskList: options.tasks,
    parsedCronItems: parseCronItems(
      options.rounds.map(({ task, match }) => ({ task, match, options: { jobKey: task, maxAttempts: 1 } })),
    ),
  });
  return {
    add: (task, payload, key) => runner.addJob(task, payload, { jobKey: key, maxAttempts: 10 }),
    ended: runner.promise,
    stop: () => runner.stop(),
  };
}
