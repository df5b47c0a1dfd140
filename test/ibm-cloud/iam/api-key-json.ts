import { toIamMinute } from '../clock.ts';
import type { ApiKey } from '../identity/api-key.ts';

/** An API key in the format of the identity API, with its value only where IBM returns it. */
export function toKeyJson(key: ApiKey, value = ''): Readonly<Record<string, unknown>> {
  const accountId = key.owner.account.id;
  return {
    id: key.id,
    entity_tag: key.entityTag,
    crn: `crn:v1:bluemix:public:iam-identity::a/${accountId}::apikey:${key.id}`,
    locked: key.locked,
    disabled: key.disabled,
    created_at: toIamMinute(key.createdAt),
    created_by: key.createdBy,
    modified_at: toIamMinute(key.modifiedAt),
    name: key.name,
    support_sessions: key.supportSessions,
    action_when_leaked: key.leakAction,
    ...(key.expiresAt === undefined ? {} : { expires_at: toIamMinute(key.expiresAt) }),
    ...(key.description === undefined ? {} : { description: key.description }),
    iam_id: key.owner.iamId,
    account_id: accountId,
    apikey: value,
  };
}
