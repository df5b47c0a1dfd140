/** Takes the place of the handler that `getIDToken()` of @actions/core hands to its HTTP client. */
export class BearerCredentialHandler {}
