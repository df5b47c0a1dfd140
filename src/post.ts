import { cleanup } from './cleanup.ts';
import { runPost } from './runner/step.ts';

/** The post step of the login action. */
void runPost(cleanup);
