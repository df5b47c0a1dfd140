import { runMain } from './runner/step.ts';
import { logout } from './steps/logout.ts';

/** The action `logout`, which undoes logins before the job ends. */
void runMain(logout);
