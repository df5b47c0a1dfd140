import type { BackendFinder } from '../images/backend.ts';
import type { Handler, Reply } from '../network/http-message.ts';
import type { World } from '../world.ts';
import type { RegistryCall } from './registry-call.ts';
import { answerLogin } from './registry-login.ts';
import { answerManagement } from './registry-management.ts';
import { RegistryRefusal, toRegistryError } from './registry-refusal.ts';
import { answerRepository } from './registry-repository.ts';

/** Creates all registries: login, images and the management API. */
export function createRegistries(world: World, findBackend: BackendFinder): Handler {
  return async (request) => {
    const { service } = request;
    if (service.kind !== 'registry') {
      throw new Error(`${request.host} is no registry.`);
    }
    const reply = await route({ world, request, findBackend, ...service }).catch(
      (error: unknown) => {
        if (error instanceof RegistryRefusal) {
          return toRegistryError(error, request, world.clock);
        }
        throw error;
      },
    );
    return { ...reply, headers: { ...reply.headers, 'x-request-id': request.transactionId } };
  };
}

async function route(call: RegistryCall): Promise<Reply> {
  const { path } = call.request;
  if (path === '/oauth/token') {
    return await answerLogin(call);
  }
  if (path === '/v2' || path.startsWith('/v2/')) {
    return await answerRepository(call);
  }
  if (path.startsWith('/api/v1/')) {
    return await answerManagement(call);
  }
  throw new RegistryRefusal(404, 'NOT_FOUND', 'There is nothing here.');
}
