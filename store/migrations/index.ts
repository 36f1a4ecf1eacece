import type { Kysely } from "kysely";
import { jobs } from "./0001-jobs.ts";

/** One step of the store's schema. Once released it never changes. */
export interface Migration {
  name: string;
  up(database: Kysely<unknown>): Promise<void>;
}

/** Every migration, oldest first. */
export const migrations: readonly Migration[] = [jobs];
