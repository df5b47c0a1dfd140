import type { Conclusion } from './result.ts';

const CONDITIONS: Readonly<Record<string, (status: Conclusion) => boolean>> = {
  'always()': () => true,
  'success()': (status) => status === 'success',
  'failure()': (status) => status === 'failure',
  'cancelled()': (status) => status === 'cancelled',
  '!cancelled()': (status) => status !== 'cancelled',
};

/** Evaluates a `post-if` for the job's status. It supports only the status functions. */
export function isConditionMet(expression: string, status: Conclusion): boolean {
  const condition = CONDITIONS[expression.replaceAll(' ', '')];
  if (condition === undefined) {
    throw new Error(`post-if: ${expression} is not modelled`);
  }
  return condition(status);
}
