import { DOCKER_LOGIN, EMPTY_NODE } from './bases.ts';
import { findCost, MINTS_API_KEY } from './costs.ts';
import { judgeAmount, judgeRatio } from './judge.ts';
import { type Login, nameLogin, REGION_COUNTS } from './logins.ts';
import type { Results } from './results.ts';
import { ROUND_TRIP_MS } from './rounds.ts';

const ALL = REGION_COUNTS.at(-1) ?? 1;
const DOCKER: Login = { client: 'docker', regions: 1 };
const FILE: Login = { client: 'file', regions: 1 };

/** What the main step with `client: docker` cannot do without. */
export const NODE_AND_DOCKER = `(${EMPTY_NODE} + ${DOCKER_LOGIN})`;

/** How long {@link NODE_AND_DOCKER} takes. */
export function addNodeAndDocker({ near }: Results): number {
  return near.median(EMPTY_NODE) + near.median(DOCKER_LOGIN);
}

/** A row for each budget of the action. */
export function judgeBudgets(results: Results): readonly (readonly string[])[] {
  return [...judgeTimes(results), ...judgeRegions(results), ...judgeAmounts(results)];
}

function judgeTimes(results: Results): readonly (readonly string[])[] {
  const { near, far } = results;
  return [
    judgeRatio({
      what: 'main, `client: docker`',
      time: near.summarize(nameLogin('main', DOCKER)),
      base: { name: NODE_AND_DOCKER, ms: addNodeAndDocker(results) },
      must: 1.5,
      goal: 1.35,
    }),
    judgeRatio({
      what: `main, \`client: file\`, ${ROUND_TRIP_MS} ms round trip`,
      time: far.summarize(nameLogin('main', FILE)),
      base: { name: DOCKER_LOGIN, ms: far.median(DOCKER_LOGIN) },
      must: 0.5,
    }),
    judgeRatio({
      what: 'post, nothing minted',
      time: near.summarize(nameLogin('post', DOCKER)),
      base: { name: EMPTY_NODE, ms: near.median(EMPTY_NODE) },
      must: 2,
    }),
  ];
}

function judgeRegions({ far }: Results): readonly (readonly string[])[] {
  return ([FILE, DOCKER] as const).map((one) =>
    judgeRatio({
      what: `main, ${ALL} regions, \`client: ${one.client}\`, ${ROUND_TRIP_MS} ms round trip`,
      time: far.summarize(nameLogin('main', { ...one, regions: ALL })),
      base: { name: 'one region', ms: far.median(nameLogin('main', one)) },
      must: one.client === 'file' ? 1.3 : 2,
    }),
  );
}

function judgeAmounts({ near, costs, distBytes }: Results): readonly (readonly string[])[] {
  const weight = (login: Login): readonly string[] =>
    judgeAmount({
      what: `peak memory of main, \`client: ${login.client}\``,
      value: near.median(nameLogin('memory', login)),
      unit: 'MiB',
      must: 65,
    });
  const { main, post } = findCost(costs, MINTS_API_KEY);
  return [
    weight(DOCKER),
    weight(FILE),
    judgeAmount({ what: 'size of `dist/`', value: distBytes / 1000, unit: 'KB', must: 500 }),
    judgeAmount({
      what: 'requests of main, `mint: api-key` from an API key',
      value: main.iamRequests + main.registryRequests,
      must: 3,
    }),
    judgeAmount({
      what: 'requests of post, the same',
      value: post.iamRequests + post.registryRequests,
      must: 2,
    }),
  ];
}
