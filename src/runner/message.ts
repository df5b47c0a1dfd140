import { info, warning } from '@actions/core';

/** A line or a warning that is printed later, so that the lines of work that runs at the same time do not mix. */
export interface Message {
  readonly level: 'info' | 'warning';
  readonly text: string;
}

/** Prints messages in this order. */
export function printMessages(messages: readonly Message[]): void {
  for (const { level, text } of messages) {
    (level === 'info' ? info : warning)(text);
  }
}
