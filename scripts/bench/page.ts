import { writeTable } from '../lib/markdown.ts';
import { DOCKER_LOGIN, EMPTY_NODE } from './bases.ts';
import { addNodeAndDocker, judgeBudgets, NODE_AND_DOCKER } from './budgets.ts';
import type { LoginCost, PhaseCost } from './costs.ts';
import { BARE_REQUEST, BARE_WRAPPER } from './floors.ts';
import { BUDGET_COLUMNS, formatNumber, formatRatio, formatTime } from './judge.ts';
import { nameLogin, REGION_COUNTS } from './logins.ts';
import type { Results } from './results.ts';
import { ROUND_TRIP_MS } from './rounds.ts';

const FAR = `${ROUND_TRIP_MS} ms round trip`;

/** The sections of the page: a heading, and what stands below it. */
const SECTIONS: Readonly<Record<string, (results: Results) => readonly string[]>> = {
  Budgets: writeBudgets,
  'What the ratios compare with': writeBases,
  'What Node.js takes without this action': writeFloors,
  'From one region to all': writeGrowth,
  'Requests, connections and code': writeCosts,
  Machine: ({ facts }) => writeTable(['What', 'Which'], facts),
  'How to repeat it': () => [
    '```sh',
    'npm ci',
    'npm run bench                # writes this page',
    'npm run bench -- --dry-run   # prints it only',
    '```',
    '',
    'It takes about two minutes, needs Linux and the docker client (no daemon), and wants a machine that does nothing else.',
  ],
};

/** The headings of the page, in order. */
export const HEADINGS: readonly string[] = Object.keys(SECTIONS);

/** Writes docs/performance.md. */
export function writePage(results: Results): string {
  const intro = [
    '# Performance',
    '',
    '`npm run bench` has written this page; none of its numbers is by hand. Times are those of whole processes from start to exit, all started in the same way: the median, and the bounds of the middle half. Each round takes every time once, so that noise meets all alike. Compare ratios, not milliseconds.',
    '',
    'The action, the docker client and Node.js are the real ones. IBM Cloud is the [double](../CONTRIBUTING.md#layout) that the tests use, behind a proxy on loopback, which adds a round-trip time where that is said.',
  ];
  const sections = Object.entries(SECTIONS).flatMap(([heading, write]) => [
    '',
    `## ${heading}`,
    '',
    ...write(results),
  ]);
  return [...intro, ...sections, ''].join('\n');
}

function writeBudgets(results: Results): readonly string[] {
  return [
    ...writeTable(BUDGET_COLUMNS, judgeBudgets(results)),
    '',
    'A must is a limit for every change; a goal is what would be better still.',
  ];
}

function writeBases({ near, far }: Results): readonly string[] {
  return writeTable(
    ['What', 'Time'],
    [
      [EMPTY_NODE, formatTime(near.summarize(EMPTY_NODE))],
      [DOCKER_LOGIN, formatTime(near.summarize(DOCKER_LOGIN))],
      [`${DOCKER_LOGIN}, ${FAR}`, formatTime(far.summarize(DOCKER_LOGIN))],
    ],
  );
}

function writeFloors(results: Results): readonly string[] {
  const { near, far } = results;
  const floors = [
    {
      what: BARE_WRAPPER,
      time: near.summarize(BARE_WRAPPER),
      main: near.median(nameLogin('main', { client: 'docker', regions: 1 })),
      base: { name: NODE_AND_DOCKER, ms: addNodeAndDocker(results) },
    },
    {
      what: `${BARE_REQUEST}, ${FAR}`,
      time: far.summarize(BARE_REQUEST),
      main: far.median(nameLogin('main', { client: 'file', regions: 1 })),
      base: { name: DOCKER_LOGIN, ms: far.median(DOCKER_LOGIN) },
    },
  ];
  return [
    'Scripts of a few lines with none of our code, which do nothing but the part that takes the time: they read no inputs, mask and save nothing, and write no Docker config.',
    '',
    ...writeTable(
      ['What', 'Time', 'Ratio', "This action's main step"],
      floors.map(({ what, time, main, base }) => [
        what,
        formatTime(time),
        `${formatRatio(time.median / base.ms)} × ${base.name}`,
        formatRatio(main / base.ms),
      ]),
    ),
  ];
}

function writeGrowth({ near, far }: Results): readonly string[] {
  const clients = ['file', 'docker'] as const;
  const cells = (client: 'docker' | 'file', regions: number): readonly string[] => {
    const time = far.summarize(nameLogin('main', { client, regions }));
    const one = far.median(nameLogin('main', { client, regions: 1 }));
    return [formatTime(time), formatRatio(time.median / one)];
  };
  const weights = clients.map((client) => {
    const [from, to] = [1, REGION_COUNTS.at(-1) ?? 1].map((regions) =>
      formatNumber(near.median(nameLogin('memory', { client, regions }))),
    );
    return `from ${from} to ${to} MiB with \`client: ${client}\``;
  });
  return [
    `The main step, ${FAR}.`,
    '',
    ...writeTable(
      ['Regions', ...clients.flatMap((client) => [`\`client: ${client}\``, '× one region'])],
      REGION_COUNTS.map((regions) => [
        String(regions),
        ...clients.flatMap((client) => cells(client, regions)),
      ]),
    ),
    '',
    `From one region to all, the peak memory of the step's own process grows ${weights.join(', and ')}.`,
  ];
}

function writeCosts({ costs, distBytes }: Results): readonly string[] {
  const phase = ({ iamRequests, registryRequests, connections, codeBytes }: PhaseCost) => [
    `${iamRequests} + ${registryRequests}`,
    String(connections),
    formatKilobytes(codeBytes),
  ];
  return [
    `One region, through a proxy; requests are those to IAM + those to the registry. What is minted is checked with \`client: file\`. \`dist/\` has ${formatKilobytes(distBytes)}, of which a step loads what it needs.`,
    '',
    ...writeTable(
      [
        'Login',
        ...['main', 'post'].flatMap((name) => [`${name}: requests`, 'connections', 'code']),
      ],
      costs.map(({ inputs, main, post }: LoginCost) => [inputs, ...phase(main), ...phase(post)]),
    ),
  ];
}

function formatKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} KB`;
}
