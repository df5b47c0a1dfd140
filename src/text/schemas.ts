import * as v from 'valibot';
import { isJsonObject, type JsonObject } from './json.ts';

/*
 * Members that may be missing, or be something else, of what comes from outside: then they are `undefined`,
 * and the rest counts.
 */

/** Text with something in it. */
export const optionalText = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);

/** A finite number. */
export const optionalNumber = v.fallback(v.optional(v.pipe(v.number(), v.finite())), undefined);

/*
 * Objects of JSON. Valibot's own schemas take an array for one, and Go's decoder, which Docker and podman read
 * their files with, does not.
 */

/** An object with members of known names; others do not count. */
export function objectOf<const T extends v.ObjectEntries>(
  members: T,
  message = 'an object',
): v.GenericSchema<JsonObject, v.InferOutput<v.ObjectSchema<T, undefined>>> {
  return v.pipe(v.custom<JsonObject>(isJsonObject, message), v.object(members));
}

/** An object with members of any name. */
export function recordOf<const T extends v.GenericSchema>(
  value: T,
  message = 'an object',
): v.GenericSchema<JsonObject, Readonly<Record<string, v.InferOutput<T>>>> {
  return v.pipe(v.custom<JsonObject>(isJsonObject, message), v.record(v.string(), value));
}
