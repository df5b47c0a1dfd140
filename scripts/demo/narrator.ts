/** Prints the story, and records whether everything happened as expected. */
export class Narrator {
  #chapter = 0;
  readonly #broken: string[] = [];

  /** Whether every check passed. */
  get isWhole(): boolean {
    return this.#broken.length === 0;
  }

  chapter(title: string): void {
    this.#chapter += 1;
    console.log(`\n${this.#chapter}. ${title}`);
  }

  say(text: string): void {
    console.log(`   ${text}`);
  }

  /** Prints the output of a program as it is. */
  quote(lines: readonly string[]): void {
    for (const line of lines) {
      console.log(`   │ ${line}`);
    }
  }

  /** Checks something, and prints the result with what was observed. */
  check(holds: boolean, sentence: string, seen = ''): void {
    console.log(`   ${holds ? '✓' : '✗'} ${sentence}${seen === '' ? '' : ` (${seen})`}`);
    if (!holds) {
      this.#broken.push(sentence);
    }
  }

  /** Prints the last line. */
  end(): void {
    console.log(
      this.isWhole
        ? '\nThe demo is complete, and every check passed.'
        : `\nThese checks failed: ${this.#broken.join('; ')}`,
    );
  }
}
