interface Waiter {
  readonly pattern: RegExp;
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

/** Lets a test wait for a line of a running phase. Earlier lines count too. */
export class LineWatcher {
  readonly #seen: string[] = [];
  readonly #waiters = new Set<Waiter>();
  #isClosed = false;

  /** Adds a new line. */
  add(line: string): void {
    this.#seen.push(line);
    for (const waiter of this.#waiters) {
      if (line.search(waiter.pattern) >= 0) {
        this.#waiters.delete(waiter);
        waiter.resolve(line);
      }
    }
  }

  /** Resolves with the first line that matches. Rejects if the phase ends without one. */
  async wait(pattern: RegExp): Promise<string> {
    const known = this.#seen.find((line) => line.search(pattern) >= 0);
    if (known !== undefined) {
      return known;
    }
    if (this.#isClosed) {
      throw this.#missing(pattern);
    }
    return new Promise((resolve, reject) => {
      this.#waiters.add({ pattern, resolve, reject });
    });
  }

  /** Ends all waiting. */
  close(): void {
    this.#isClosed = true;
    for (const { pattern, reject } of this.#waiters) {
      reject(this.#missing(pattern));
    }
    this.#waiters.clear();
  }

  #missing(pattern: RegExp): Error {
    return new Error(`The step ended without a line like ${pattern}:\n${this.#seen.join('\n')}`);
  }
}
