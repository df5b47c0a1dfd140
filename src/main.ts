import { runMain } from './runner/step.ts';
import { login } from './steps/login.ts';

/** The main step of the login action. */
void runMain(login);
