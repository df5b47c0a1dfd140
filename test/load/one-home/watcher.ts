import { readFileSync } from 'node:fs';
import { parseNotes, readNotes } from './lock-notes.ts';
import type { Timeline } from './timeline.ts';

const EVERY_MS = 4;
/** While a process takes or releases the lock, the state is unknown for a short time. */
const TRIES = 10;

/** What to watch. */
export interface Watched {
  readonly config: string;
  /** The file in which processes record when they have the lock. */
  readonly notes: string;
  readonly hosts: readonly string[];
  readonly timeline: Timeline;
  /** Text around the logins that must not change. */
  readonly untouched: readonly string[];
}

/** Reads a config continuously, and compares it with what is known at that moment. */
export class Watcher {
  /** Expectations that were not met, each once. */
  readonly wrong = new Set<string>();
  reads = 0;
  /** How often the text differed from the previous one. */
  changes = 0;
  judged = 0;
  /** How often it was known which of several logins to a host must be in the config. */
  known = 0;
  readonly #watched: Watched;
  readonly #timer: NodeJS.Timeout;
  #heard = '';
  #text = '';
  #auths: ReadonlyMap<string, string> = new Map();

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#timer = setInterval(() => this.look(), EVERY_MS);
  }

  /** Looks at the config now. */
  look(): void {
    const { notes, hosts, timeline } = this.#watched;
    for (let tries = 1; tries <= TRIES; tries += 1) {
      this.#listen();
      this.#read();
      if (readNotes(notes) === this.#heard) {
        const { wrong, known } = timeline.judge(hosts, this.#auths);
        this.judged += 1;
        this.known += known;
        this.#report(wrong);
        return;
      }
    }
  }

  /** Stops reading. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #listen(): void {
    const text = readNotes(this.#watched.notes);
    // The last line may be incomplete.
    const end = text.lastIndexOf('\n') + 1;
    for (const note of parseNotes(text.slice(this.#heard.length, end))) {
      this.#watched.timeline.hear(note);
    }
    this.#heard = text.slice(0, end);
  }

  #read(): void {
    this.reads += 1;
    try {
      const text = readFileSync(this.#watched.config, 'utf8');
      if (text === this.#text) {
        return;
      }
      this.changes += 1;
      const { auths } = JSON.parse(text) as { readonly auths: Record<string, { auth: string }> };
      this.#auths = new Map(Object.entries(auths).map(([host, { auth }]) => [host, auth]));
      this.#text = text;
      const touched = this.#watched.untouched.filter((part) => !text.includes(part));
      this.#report(touched.map((part) => `what is somebody else's has been changed: ${part}`));
    } catch (error) {
      this.#report([`the config is not whole: ${error}`]);
    }
  }

  #report(wrong: readonly string[]): void {
    for (const text of wrong) {
      this.wrong.add(text);
    }
  }
}
