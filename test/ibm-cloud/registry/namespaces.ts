import { type Reply, replyJson } from '../network/http-message.ts';
import { type ManagementCall, methodNotAllowed, notAuthorized } from './management-call.ts';
import type { Namespace } from './namespace-store.ts';
import { RegistryRefusal } from './registry-refusal.ts';

/** Handles `/api/v1/namespaces` and everything below it. */
export function answerNamespaces(call: ManagementCall): Reply {
  const { request, id } = call;
  const action = `${request.method} ${id === undefined || id === 'details' ? (id ?? 'list') : 'one'}`;
  switch (action) {
    case 'GET list':
      return replyJson(
        200,
        list(call).map(({ name }) => name),
      );
    case 'GET details':
      return replyJson(200, list(call).map(toJson));
    case 'PUT one':
      return createNamespace(call, id ?? '');
    case 'DELETE one':
      return deleteNamespace(call, id ?? '');
    default:
      throw methodNotAllowed();
  }
}

function list({ world, registry, caller }: ManagementCall): readonly Namespace[] {
  if (caller.role !== 'Reader' && caller.role !== 'Manager') {
    throw notAuthorized();
  }
  return world.namespaces.list(registry.name, caller.account);
}

function createNamespace({ world, registry, caller }: ManagementCall, name: string): Reply {
  if (caller.role !== 'Manager') {
    throw notAuthorized();
  }
  if (!world.namespaces.isValid(name)) {
    throw new RegistryRefusal(400, 'CRG0000E', 'The name of the namespace is not valid.');
  }
  const existing = world.namespaces.find(registry.name, name);
  if (existing !== undefined && existing.account.id !== caller.account.id) {
    throw new RegistryRefusal(409, 'CRG0000E', 'The namespace is already taken.');
  }
  if (existing === undefined) {
    world.namespaces.add(registry.name, name, caller.account);
  }
  return replyJson(existing === undefined ? 201 : 200, { namespace: name });
}

function deleteNamespace({ world, registry, caller }: ManagementCall, name: string): Reply {
  const existing = world.namespaces.find(registry.name, name);
  if (caller.role !== 'Manager' || existing?.account.id !== caller.account.id) {
    throw notAuthorized();
  }
  world.namespaces.remove(registry.name, name);
  return { status: 204 };
}

function toJson({ account, name, createdAt }: Namespace): Readonly<Record<string, unknown>> {
  const created = new Date(createdAt).toISOString();
  return {
    account: account.id,
    name,
    created_date: created,
    resource_created_date: created,
    updated_date: created,
  };
}
