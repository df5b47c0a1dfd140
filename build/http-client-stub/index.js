/** Takes the place of the client in @actions/core, which constructs it in `getIDToken()` alone. */
export class HttpClient {
  constructor() {
    throw new Error(
      'The HTTP client of @actions/core is not part of this action: getIDToken() cannot be used here.',
    );
  }
}
