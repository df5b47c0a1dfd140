import { readFileSync } from 'node:fs';
import { parseNotes, readNotes } from './lock-notes.ts';
import type { Timeline } from './timeline.ts';

const EVERY_MS = 4;
/** While somebody gets or gives back the lock, nothing can be said; that is over soon. */
const TRIES = 10;

/** What is watched. */
export interface Watched {
  readonly config: string;
  /** Where processes note when they have the lock. */
  readonly notes: string;
  readonly hosts: readonly string[];
  readonly timeline: Timeline;
  /** Text around the logins that nobody may touch. */
  readonly untouched: readonly string[];
}

/** Reads a config all the time, and judges it by what is known at that very moment. */
export class Watcher {
  /** What did not hold, each once. */
  readonly wrong = new Set<string>();
  reads = 0;
  /** How often the text was another one than before. */
  changes = 0;
  judged = 0;
  /** How often it was known which of several logins to a host is on top. */
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

  /** Looks now. */
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

  /** Reads no more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #listen(): void {
    const text = readNotes(this.#watched.notes);
    // The last line may be half written.
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
