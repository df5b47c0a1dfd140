import type { SecretMasker } from './masker.ts';
import type { Annotation } from './result.ts';

/** The length at which ExecutionContext.cs truncates the message of an annotation, in the log as well. */
const LONGEST_MESSAGE = 4096;
/** How many annotations of each level ExecutionContext.cs keeps for a step. */
const ANNOTATIONS_PER_LEVEL = 10;

/** What a user sees of one phase: the log and the annotations (ExecutionContext.cs). */
export class StepLog {
  readonly lines: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly debugLines: string[] = [];
  readonly #masker: SecretMasker;
  readonly #showsDebug: boolean;
  readonly #onLine: (line: string) => void;

  constructor(options: {
    readonly masker: SecretMasker;
    readonly showsDebug: boolean;
    readonly onLine?: (line: string) => void;
  }) {
    this.#masker = options.masker;
    this.#showsDebug = options.showsDebug;
    this.#onLine = options.onLine ?? (() => undefined);
  }

  /** Adds text to the log, and masks the secrets that are known at this time. */
  write(text: string): void {
    const line = this.#masker.mask(text);
    this.lines.push(line);
    this.#onLine(line);
  }

  /** A debug message. It is always recorded, but appears in the log only with step debug logging. */
  debug(message: string): void {
    for (const line of message.replaceAll('\r\n', '\n').split('\n')) {
      this.debugLines.push(this.#masker.mask(line));
      if (this.#showsDebug) {
        this.write(`##[debug]${line}`);
      }
    }
  }

  /** Adds an error, a warning or a notice to the log and, up to the limit, to the annotations. */
  annotate(level: Annotation['level'], message: string, title?: string): void {
    const masked = this.#masker.mask(message).slice(0, LONGEST_MESSAGE);
    const ofLevel = this.annotations.filter((annotation) => annotation.level === level);
    if (ofLevel.length < ANNOTATIONS_PER_LEVEL) {
      this.annotations.push({ level, message: masked, ...(title === undefined ? {} : { title }) });
    }
    if (masked !== '') {
      this.write(`##[${level}]${masked}`);
    }
  }
}
