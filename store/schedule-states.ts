import type { Kysely } from "kysely";
import type { StoreTables } from "./schema.ts";

/** Remembers, per schedule, up to which moment its due times have been handled. */
export class ScheduleStates {
  readonly #database: Kysely<StoreTables>;

  constructor(database: Kysely<StoreTables>) {
    this.#database = database;
  }

  /** The moment up to which a schedule was handled; undefined when it is new or its `cron` has been changed. */
  async handledUntil(scheduleName: string, cron: string): Promise<Date | undefined> {
    const state = await this.#database
      .selectFrom("schedule_states")
      .select("handled_until")
      .where("schedule_name", "=", scheduleName)
      .where("cron", "=", cron)
      .executeTakeFirst();
    return state === undefined ? undefined : new Date(state.handled_until);
  }

  async setHandledUntil(scheduleName: string, cron: string, moment: Date): Promise<void> {
    const state = { cron, handled_until: moment.toISOString() };
    await this.#database
      .insertInto("schedule_states")
      .values({ schedule_name: scheduleName, ...state })
      .onConflict((conflict) => conflict.column("schedule_name").doUpdateSet(state))
      .execute();
  }
}
