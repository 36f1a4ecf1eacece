/** A serialised answer. */
export interface CachedAnswer {
  body: Buffer;
  rowCount: number;
}

/** Serialised answers of the current build, the least recently used dropped first beyond a number of bytes. */
export class AnswerCache {
  readonly #limit: number;
  readonly #answers = new Map<string, CachedAnswer>();
  #buildId = "";
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(buildId: string, key: string): CachedAnswer | undefined {
    if (buildId !== this.#buildId) return undefined;
    const answer = this.#answers.get(key);
    if (answer !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  /** Keeps an answer; one of a newer build drops all of the build before. */
  set(buildId: string, key: string, answer: CachedAnswer): void {
    if (answer.body.length > this.#limit / 8) return;
    if (buildId !== this.#buildId) {
      this.#answers.clear();
      this.#bytes = 0;
      this.#buildId = buildId;
    }
    this.#drop(key);
    this.#answers.set(key, answer);
    this.#bytes += size(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#limit) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const answer = this.#answers.get(key);
    if (answer === undefined) return;
    this.#answers.delete(key);
    this.#bytes -= size(key, answer);
  }
}

function size(key: string, answer: CachedAnswer): number {
  return answer.body.length + key.length * 2 + 200;
}
