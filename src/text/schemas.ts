import * as v from 'valibot';

/*
 * Members that may be missing, or be something else, of what comes from outside: then they are `undefined`,
 * and the rest counts.
 */

/** Text with something in it. */
export const optionalText = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);

/** A finite number. */
export const optionalNumber = v.fallback(v.optional(v.pipe(v.number(), v.finite())), undefined);
