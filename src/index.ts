import { cleanup as cleanUp } from './cleanup.ts';
import { runMain, runPost } from './runner/step.ts';

/*
 * The steps of the action. The files that the runner starts (`dist/main.js`, `dist/post.js`,
 * `dist/sweep.js`, `dist/logout.js`) call one each; a step loads no more than it needs, and what the post step needs is needed
 * by the main step too.
 */

/** The main step of the login action. */
export async function login(): Promise<void> {
  await runMain(async () => (await import('./login.ts')).login());
}

/** The post step of the login action. */
export async function cleanup(): Promise<void> {
  await runPost(cleanUp);
}

/** The action that revokes what lost jobs have left behind. */
export async function sweep(): Promise<void> {
  await runMain(async () => (await import('./sweep.ts')).sweep());
}

/** The action that ends logins of the job before its end. */
export async function logout(): Promise<void> {
  await runMain(async () => (await import('./logout.ts')).logout());
}
