/** Tells the story on standard output, and remembers whether it went as it has to. */
export class Narrator {
  #chapter = 0;
  readonly #broken: string[] = [];

  /** Whether every check held. */
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

  /** The output of a program, as it came. */
  quote(lines: readonly string[]): void {
    for (const line of lines) {
      console.log(`   │ ${line}`);
    }
  }

  /** Something that has to hold, and what was seen of it. */
  check(holds: boolean, sentence: string, seen = ''): void {
    console.log(`   ${holds ? '✓' : '✗'} ${sentence}${seen === '' ? '' : ` (${seen})`}`);
    if (!holds) {
      this.#broken.push(sentence);
    }
  }

  /** The last line. */
  end(): void {
    console.log(
      this.isWhole
        ? '\nThe story went as it should.'
        : `\nThis did not hold: ${this.#broken.join('; ')}`,
    );
  }
}
