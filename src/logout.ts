import { logout } from './logout-story.ts';
import { runMain } from './runner/step.ts';

/** The action that ends logins of the job before its end. */
void runMain(logout);
