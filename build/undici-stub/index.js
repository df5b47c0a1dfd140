/** Takes the place of undici's ProxyAgent, which only `HttpClient.getAgentDispatcher()` constructs. */
class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is not part of this action: HttpClient.getAgentDispatcher() cannot be used here.',
    );
  }
}

module.exports = { ProxyAgent };
