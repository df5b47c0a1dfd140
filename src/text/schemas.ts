import * as v from 'valibot';
import { isJsonObject, type JsonObject } from './json.ts';

/*
 * Optional members of data from outside. A member that is missing or has another type is `undefined`, and does not
 * invalidate the rest.
 */

/** Text that is not empty. */
export const optionalText = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);

/** A finite number. */
export const optionalNumber = v.fallback(v.optional(v.pipe(v.number(), v.finite())), undefined);

/*
 * JSON objects. Unlike Valibot's own schemas, these reject arrays, as does Go's decoder, with which Docker and Podman
 * read their files.
 */

/** Makes a schema for an object with these members. Other members are ignored. */
export function objectOf<const T extends v.ObjectEntries>(
  members: T,
  message = 'an object',
): v.GenericSchema<JsonObject, v.InferOutput<v.ObjectSchema<T, undefined>>> {
  return v.pipe(v.custom<JsonObject>(isJsonObject, message), v.object(members));
}

/** Makes a schema for an object with members of any name. */
export function recordOf<const T extends v.GenericSchema>(
  value: T,
  message = 'an object',
): v.GenericSchema<JsonObject, Readonly<Record<string, v.InferOutput<T>>>> {
  return v.pipe(v.custom<JsonObject>(isJsonObject, message), v.record(v.string(), value));
}
