import type { SecretMasker } from './masker.ts';
import type { Annotation } from './result.ts';

/** ExecutionContext.cs cuts the message of an annotation here, in the log too. */
const LONGEST_MESSAGE = 4096;
/** ExecutionContext.cs keeps this many annotations of each level for a step. */
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

  /** One entry of the log, masked with what is known as a secret by now. */
  write(text: string): void {
    const line = this.#masker.mask(text);
    this.lines.push(line);
    this.#onLine(line);
  }

  /** A debug message: always recorded, shown only with step debug logging. */
  debug(message: string): void {
    for (const line of message.replaceAll('\r\n', '\n').split('\n')) {
      this.debugLines.push(this.#masker.mask(line));
      if (this.#showsDebug) {
        this.write(`##[debug]${line}`);
      }
    }
  }

  /** An error, a warning or a notice: in the log and, while there is room, among the annotations. */
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
