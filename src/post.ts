import { runPost } from './runner/step.ts';
import { cleanup } from './steps/cleanup.ts';

/** The post step of the login action. */
void runPost(cleanup);
