import type { TrustedProfile } from '../identity/identities.ts';
import { checkIdentity } from '../identity/key-check.ts';
import type { World } from '../world.ts';
import { checkTenant, type Exchange, type Grant, orRefuse, readField } from './exchange.ts';
import { IamRefusal, missingProperty, UNKNOWN_CODE } from './iam-refusal.ts';

/** Lets a caller assume a profile that trusts it. */
export async function grantForAssumption(world: World, { form }: Exchange): Promise<Grant> {
  const accessToken = readField(form, 'access_token');
  const profile = findProfile(world, form);
  const actor = orRefuse(await world.iamTokens.identify(accessToken), {
    invalid: new IamRefusal(400, 'BXNIM0407E', 'Provided access token is invalid.'),
    expired: new IamRefusal(400, 'BXNIM0408E', 'Provided access token is expired.'),
  });
  checkIdentity(actor);
  if (profile === undefined || !profile.trusts.includes(actor.iamId)) {
    throw notEligible(actor.iamId);
  }
  return { identity: profile, actor, isRefreshable: false };
}

/** Grants a profile to a compute resource of its account. */
export async function grantForCompute(world: World, exchange: Exchange): Promise<Grant> {
  const account = orRefuse(
    await world.iamTokens.findComputeAccount(readField(exchange.form, 'cr_token')),
    {
      invalid: new IamRefusal(400, UNKNOWN_CODE, 'Provided cr_token is invalid.'),
      expired: new IamRefusal(400, UNKNOWN_CODE, 'Provided cr_token is expired.'),
    },
  );
  const profile = findProfile(world, exchange.form, account);
  if (profile?.trustsCompute !== true || profile.account.id !== account) {
    throw notEligible('compute resource');
  }
  checkTenant(exchange, profile);
  return { identity: profile, isRefreshable: false };
}

/** A profile must be named in exactly one way. Its name alone is not enough without the account. */
function findProfile(
  world: World,
  form: URLSearchParams,
  computeAccount?: string,
): TrustedProfile | undefined {
  const given = ['profile_id', 'profile_crn', 'profile_name'].filter((name) => form.has(name));
  const [field] = given;
  if (field === undefined || given.length > 1) {
    throw missingProperty('profile_id');
  }
  const value = readField(form, field);
  if (field === 'profile_name') {
    const account = computeAccount ?? readField(form, 'account');
    return world.directory
      .listProfiles()
      .find((profile) => profile.name === value && profile.account.id === account);
  }
  const profile = world.directory.findProfile(value);
  const expected = field === 'profile_crn' ? profile?.crn : profile?.id;
  return expected === value ? profile : undefined;
}

function notEligible(caller: string): IamRefusal {
  return new IamRefusal(
    400,
    'BXNIM0398E',
    'Selected trusted profile not eligible.',
    `'${caller}' is not permitted to assume the indicated trusted profile.`,
  );
}
