import { login } from './login.ts';
import { runMain } from './runner/step.ts';

/** The main step of the login action. */
void runMain(login);
