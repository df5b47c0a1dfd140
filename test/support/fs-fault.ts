/** What happens at one of the calls that change files below a folder. */
export interface FsFault {
  readonly below: string;
  /** Which call, counted from 1. */
  readonly call: number;
  /** `kill` ends the process at once, in place of the call; an error code makes the call fail. */
  readonly outcome: 'kill' | 'ENOSPC' | 'EBUSY';
}

/** Environment that plays a fault in a process of an action. */
export function playFault(fault: FsFault): Readonly<Record<string, string>> {
  const hook = new URL('./fs-fault-hook.ts', import.meta.url);
  return { FS_FAULT: JSON.stringify(fault), NODE_OPTIONS: `--import=${hook.href}` };
}
