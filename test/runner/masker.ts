import { VALUE_ENCODINGS } from './value-encodings.ts';

interface Range {
  readonly start: number;
  end: number;
}

/**
 * Replaces secrets and their encoded forms with `***` (SecretMasker.cs). There is no minimum length: a
 * secret of one letter masks this letter everywhere.
 */
export class SecretMasker {
  readonly #originals = new Set<string>();
  readonly #values = new Set<string>();

  /** Masks one value, exactly as given. */
  addValue(value: string): void {
    if (value === '' || this.#originals.has(value)) {
      return;
    }
    this.#originals.add(value);
    this.#values.add(value);
    for (const encode of VALUE_ENCODINGS) {
      const encoded = encode(value);
      if (encoded !== '') {
        this.#values.add(encoded);
      }
    }
  }

  /** Masks a value and each of its lines, as for repository secrets (Worker.cs) and `add-mask`. */
  addSecret(value: string): void {
    this.addValue(value);
    for (const line of value.split(/[\r\n]/)) {
      this.addValue(line.trim());
    }
  }

  /** Masks every secret in a text. Secrets that overlap or touch become one mask. */
  mask(text: string): string {
    const parts: string[] = [];
    let position = 0;
    for (const range of this.#findRanges(text)) {
      parts.push(text.slice(position, range.start), '***');
      position = range.end;
    }
    return position === 0 ? text : parts.join('') + text.slice(position);
  }

  #findRanges(text: string): readonly Range[] {
    const found: Range[] = [];
    for (const value of this.#values) {
      let start = text.indexOf(value);
      while (start >= 0) {
        found.push({ start, end: start + value.length });
        start = text.indexOf(value, start + 1);
      }
    }
    found.sort((a, b) => a.start - b.start);
    const merged: Range[] = [];
    for (const range of found) {
      const last = merged.at(-1);
      if (last !== undefined && range.start <= last.end) {
        last.end = Math.max(last.end, range.end);
      } else {
        merged.push(range);
      }
    }
    return merged;
  }
}
