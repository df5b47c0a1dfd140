import { describe, expect, it } from 'vitest';
import { Timeline } from '../../load/one-home/timeline.ts';

const HOST = 'us.icr.io';
const FOREIGN = 'foreign';
const NOBODYS = [`${HOST}: what stands there is nobody's, or a dead one's`];

/** A timeline of logins to one host that already had someone else's login. */
function start() {
  const timeline = new Timeline({ [HOST]: FOREIGN });
  let at = 0;
  const hear = (name: string, phase: 'main' | 'post', event: 'taken' | 'given'): void => {
    at += 1;
    timeline.hear({ name, phase, event, at });
  };
  const logIn = (name: string, auth = name) => {
    const login = { name, hosts: [HOST], auth };
    timeline.begin(login);
    hear(name, 'main', 'taken');
    hear(name, 'main', 'given');
    return login;
  };
  const logOut = (name: string): void => {
    hear(name, 'post', 'taken');
    hear(name, 'post', 'given');
  };
  /** The verdict if the host has this entry now. */
  const look = (auth: string) => timeline.judge([HOST], new Map([[HOST, auth]]));
  const kill = (login: ReturnType<typeof logIn>): void => {
    timeline.leave(login);
    at += 1;
    timeline.die(login, at);
  };
  return { timeline, hear, logIn, logOut, kill, judge: (auth: string) => look(auth).wrong, look };
}

describe('the timeline of the load test', () => {
  it('accepts both states while a login is written or removed, and requires it in between', () => {
    const { timeline, hear, judge } = start();
    timeline.begin({ name: 'a', hosts: [HOST], auth: 'a' });
    expect(judge(FOREIGN)).toEqual([]);
    expect(judge('a')).toEqual(NOBODYS);
    hear('a', 'main', 'taken');
    expect([...judge(FOREIGN), ...judge('a')]).toEqual([]);
    hear('a', 'main', 'given');
    expect(judge(FOREIGN)).toEqual([`${HOST}: the login of a is lost`]);
    expect(judge('a')).toEqual([]);
    hear('a', 'post', 'taken');
    expect([...judge(FOREIGN), ...judge('a')]).toEqual([]);
    hear('a', 'post', 'given');
    expect(judge('a')).toEqual(NOBODYS);
    expect(timeline.isEmpty).toBe(true);
  });

  it('requires the later of two logins', () => {
    const { logIn, logOut, judge, look } = start();
    logIn('a');
    expect(look('a')).toEqual({ wrong: [], known: 0 });
    logIn('b');
    expect(look('b')).toEqual({ wrong: [], known: 1 });
    expect(judge('a')).toEqual([`${HOST}: the login of a stands where a later one belongs`]);
    logOut('b');
    expect(judge('a')).toEqual([]);
    expect(judge('b')).toEqual(NOBODYS);
  });

  it('treats logins with the same key as equal', () => {
    const { logIn, judge } = start();
    logIn('a', 'same');
    logIn('b');
    expect(judge('same')).toHaveLength(1);
    logIn('c', 'same');
    expect(judge('same')).toEqual([]);
  });

  it('accepts the login of a dead job until another process has had the lock', () => {
    const { timeline, hear, logIn, logOut, kill, judge } = start();
    logIn('a');
    const dead = logIn('dead');
    hear('a', 'post', 'taken');
    kill(dead);
    hear('a', 'post', 'given');
    expect([...judge(FOREIGN), ...judge('dead')]).toEqual([]);
    logIn('b');
    expect(judge('dead')).toEqual(NOBODYS);
    logOut('b');
    expect(timeline.isEmpty).toBe(true);
  });

  it('does not require the login of a job that is being killed', () => {
    const { timeline, hear, judge } = start();
    const login = { name: 'a', hosts: [HOST], auth: 'a' };
    timeline.begin(login);
    timeline.leave(login);
    hear('a', 'main', 'taken');
    hear('a', 'main', 'given');
    expect([...judge(FOREIGN), ...judge('a')]).toEqual([]);
  });
});
