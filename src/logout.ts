import { runMain } from './runner/step.ts';
import { logout } from './steps/logout.ts';

/** The action that ends logins of the job before its end. */
void runMain(logout);
