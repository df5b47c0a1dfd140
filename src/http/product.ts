import manifest from '../../package.json' with { type: 'json' };

/** Name and version, as IBM Cloud sees them in the `User-Agent` of every request. */
export const USER_AGENT = `${manifest.name}/${manifest.version}`;
