import { WhalecurveError } from "../../core/error.ts";
import type { Connection } from "../duckdb/database.ts";

const detachedLimit = 8;

/** A few connections that short queries share, and a limited number of separate ones for long results. */
export class ConnectionPool {
  readonly #connect: () => Promise<Connection>;
  readonly #size: number;
  readonly #idle: Connection[] = [];
  readonly #waiting: ((connection: Connection) => void)[] = [];
  #open = 0;
  #detached = 0;

  constructor(connect: () => Promise<Connection>, size: number) {
    this.#connect = connect;
    this.#size = size;
  }

  /** An idle connection, a new one while there are fewer than `size`, else the next that is released. */
  async acquire(): Promise<Connection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#open >= this.#size) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#open++;
    try {
      return await this.#connect();
    } catch (thrown) {
      this.#open--;
      throw thrown;
    }
  }

  release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(connection);
    else next(connection);
  }

  /**
   * Takes an acquired connection out of the pool, for a result that is read slowly. Its owner closes it with `discard`.
   * @throws WhalecurveError `busy` when too many such results are being read.
   */
  detach(): void {
    if (this.#detached >= detachedLimit) {
      throw new WhalecurveError({
        code: "busy",
        what: `${detachedLimit} large results are being read already`,
        hint: "try again in a few seconds",
      });
    }
    this.#detached++;
    this.#open--;
    if (this.#waiting.length > 0) {
      this.acquire().then(
        (connection) => this.release(connection),
        () => undefined,
      );
    }
  }

  /** Closes a connection that was detached. No query may be running on it. */
  discard(connection: Connection): void {
    this.#detached--;
    connection.close();
  }
}
